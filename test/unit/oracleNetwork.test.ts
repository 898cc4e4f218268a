import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { build, type NetworkCase, networkCases } from './oracle/networkCase.ts';
import { ask, hasNumpy } from './oracle/numpy.ts';
import { recorded } from './oracle/recorded.ts';
import { outcome, verdictLines } from './oracle/verdicts.ts';

interface Answer {
  readonly drawn: readonly (readonly number[])[];
  readonly cost: number | null;
  readonly gradients: readonly (readonly number[])[] | null;
}

/** What NumPy says of the same networks at the same parameters. */
function askNumpy(cases: readonly NetworkCase[], built: readonly ReturnType<typeof build>[]): Answer[] {
  const answers = ask<Answer[]>(
    'network.py',
    cases.map((from, c) => ({
      ...from,
      parameters: built[c]?.network.tensors.map(({ parameter }) => [...parameter.values]),
    })),
  );
  assert.equal(answers.length, cases.length);
  return answers;
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test('300 random networks have the parameters, the cost, the gradients and the derivatives that NumPy computes', async (t) => {
  if (!hasNumpy(t)) return;
  const cases = fc.sample(networkCases(), { numRuns: 300, seed: 20_240_501 });
  const built = cases.map(build);
  const answers = askNumpy(cases, built);
  for (const [c, { drawn, cost, gradients }] of answers.entries()) {
    assert.ok(cost !== null && gradients !== null, 'networks of ordinary size are finite');
    const { network, subject } = built[c] as ReturnType<typeof build>;
    const near = (ours: ArrayLike<number>, theirs: readonly number[], tolerance: number, what: string) => {
      assert.equal(ours.length, theirs.length, what);
      for (let k = 0; k < ours.length; k++) {
        const apart = Math.abs((ours[k] as number) - (theirs[k] as number));
        if (!(apart <= tolerance)) {
          assert.fail(
            `${what} [${k}]: ${ours[k]}, NumPy ${theirs[k]}\n${JSON.stringify(cases[c] as NetworkCase)}`,
          );
        }
      }
    };
    near([await subject.loss()], [cost], 1e-12 * Math.abs(cost) + 1e-15, 'cost');
    const analytical = await subject.analyticalGradients();
    // A gradient that cancels to nothing keeps the rounding of what it cancelled from.
    const rest = 1e-15 * Math.max(1, largest(gradients.map(largest)));
    for (const [k, { layer, parameter }] of network.tensors.entries()) {
      const name = `${layer}.${parameter.name}`;
      const numpy = gradients[k] as readonly number[];
      const tolerance = 1e-12 * largest(numpy) + rest;
      near(
        parameter.values,
        drawn[k] as readonly number[],
        1e-15 * largest(drawn[k] ?? []),
        `${name} as drawn`,
      );
      near(analytical[k] as Float64Array, numpy, tolerance, `${name}, backward`);
      const entries = Int32Array.from(parameter.values, (_, entry) => entry);
      near(await subject.stepFreeDerivatives(k, entries), numpy, tolerance, `${name}, complex step`);
    }
  }
});

test('what NumPy computes for 1,000 networks never fails, in float64 and float32, and passes where it can be decided', async (t) => {
  if (!hasNumpy(t)) return;
  const wild = networkCases({ scales: [0, 0.1, 1, 10, 20, 30, 100, 1e3], penalties: [0, 0, 0.01, 1e6] });
  const cases = fc.sample(wild, { numRuns: 1000, seed: 12 });
  const verdicts = { pass: 0, vacuous: 0, inconclusive: 0 };
  let finite = 0;
  for (const [c, { gradients }] of askNumpy(cases, cases.map(build)).entries()) {
    // The slopes 1/a of a saturated output, say.
    if (gradients === null) continue;
    finite += 1;
    const single = c % 2 === 1;
    const subject = await recorded(
      cases[c] as NetworkCase,
      (own) => {
        for (const [k, gradient] of gradients.entries()) {
          own[k]?.set(single ? Float32Array.from(gradient) : gradient);
        }
      },
      single,
    );
    const step = { method: 'central', epsilon: 1e-4 } as const;
    const { verdict, ...result } = await outcome(subject, { step, stepIsFixed: false, threshold: 1e-7 });
    const about = `${verdictLines({ verdict, ...result }).join('\n')}\n${JSON.stringify(cases[c])}`;
    assert.ok(verdict !== 'fail', about);
    verdicts[verdict] += 1;
  }
  assert.ok(finite > 900, `${finite} of ${cases.length} are finite`);
  assert.ok(verdicts.inconclusive < 0.1 * finite, JSON.stringify(verdicts));
});
