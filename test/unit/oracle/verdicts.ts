import { type CheckResult, check } from '../../../src/core/gradcheck/check.ts';
import type { CheckOptions } from '../../../src/core/gradcheck/checkTensor.ts';
import type { Subject } from '../../../src/core/gradcheck/subject.ts';

/** The outcome of a whole check, its events let by. */
export async function outcome(subject: Subject, options: CheckOptions): Promise<CheckResult> {
  const running = check(subject, options);
  for (;;) {
    const next = await running.next();
    if (next.done) return next.value;
  }
}

/** One line per tensor: `hidden1.kernel fail mismatch 0.33`. */
export function verdictLines(result: CheckResult): string[] {
  return result.layers.flatMap(({ tensors }) =>
    tensors.map(
      ({ tensor, judgement, difference }) =>
        `${tensor.layer}.${tensor.name} ${judgement.verdict} ${judgement.finding} ${difference}`,
    ),
  );
}
