import type { Subject } from '../core/gradcheck/subject.ts';
import type { ConfigPath } from '../core/problem.ts';
import { tellingApart } from '../report/formatNumber.ts';
import type { Note } from '../report/note.ts';

/** Costs further apart than this, relative to their size, are not the same cost in another order of sums. */
const sameCost = 1e-10;
/** A guard in a logarithm, as log(p + 1e-7), moves a cost by no more than this. */
const guardedCost = 1e-5;

/** Says where the user's code computes another cost than the network that the config describes. */
export async function otherCostNote(
  subject: Subject,
  reference: Subject | null,
  file: string,
  path: ConfigPath,
  guarded: boolean,
): Promise<Note[]> {
  const own = await subject.loss();
  const described = (await reference?.loss()) ?? null;
  if (own === null || described === null) return [];
  const limit = guarded ? guardedCost : sameCost;
  if (!(Math.abs(own - described) > limit * Math.abs(described))) return [];
  const [owns, describeds] = tellingApart(own, described);
  return [
    {
      code: 'code.otherCost',
      severityOfFailure: 'information',
      message: `The cost of ${file} is ${owns} here, that of the network described in this config ${describeds}. The code was checked against its own cost, so that its gradient is judged all the same; but activations, loss or regularisation are not those of the config.`,
      path,
    },
  ];
}
