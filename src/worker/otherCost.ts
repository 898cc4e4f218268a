import type { Subject } from '../core/gradcheck/subject.ts';
import type { ConfigPath } from '../core/problem.ts';
import { formatValue } from '../report/formatNumber.ts';
import type { Note } from '../report/note.ts';

/** Costs further apart than this, relative to their size, are not the same cost in another order of sums. */
const sameCost = 1e-10;

/** Says where the user's code computes another cost than the network that the config describes. */
export async function otherCostNote(
  subject: Subject,
  reference: Subject | null,
  file: string,
  path: ConfigPath,
): Promise<Note[]> {
  const own = await subject.loss();
  const described = (await reference?.loss()) ?? null;
  if (own === null || described === null) return [];
  if (!(Math.abs(own - described) > sameCost * Math.abs(described))) return [];
  return [
    {
      code: 'code.otherCost',
      severityOfFailure: 'information',
      message: `The cost of ${file} is ${formatValue(own, 6)} here, that of the network described in this config ${formatValue(described, 6)}. The code was checked against its own cost, so that its gradient is judged all the same; but activations, loss or regularisation are not those of the config.`,
      path,
    },
  ];
}
