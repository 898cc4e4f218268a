import type { Problem } from '../../../core/problem.ts';
import { decisive, problemOf } from '../failure.ts';
import { isTimeout, limited } from '../load/evaluate.ts';
import type { Maker } from '../tensor/maker.ts';
import type { View } from '../tensor/view.ts';
import type { Candidate } from './candidates.ts';
import { type Arguments, build, type Leaf } from './plan.ts';

/** How well a dry run went. */
export interface Trial {
  /** How much of what is expected came back in the expected shape: 1 is all. */
  readonly fit: number;
  /** Of the arguments that are read least, the share of the entries that the cost depends on. */
  readonly influence: () => number;
}

/** How many ways are tried: a count, not a time, so that the same file gives the same rows on any machine. */
const mostTries = 10_000;

const searchLimitMs = 15_000;

/**
 * Tries ways to give the arguments until one fits in every respect, and takes the best one if none does: code that
 * is wrong is what is looked for, so a gradient of the wrong shape must not make it unrecognisable. JavaScript
 * hardly ever throws where shapes do not fit, so `attempt` returns undefined where something is not a number.
 * @param attempt says how far it has got with `reached`, so that the error that matters is reported
 * @throws Problem code.raised where every way failed at the same line, code.unsure otherwise
 */
export function search(
  name: string,
  leaves: readonly Leaf[],
  makers: readonly Maker[],
  attempt: (args: Arguments, reached: (stage: number) => void) => Trial | undefined,
  unsure: (tried: string) => Problem,
): Arguments {
  let best: { args: Arguments; fit: number; influence: number } | undefined;
  let tries = 0;
  const errors = new Map<string, Failure>();
  let furthest = 0;
  const run = () => {
    for (const maker of makers) {
      for (const choice of choices(leaves)) {
        if (++tries > mostTries) return;
        const args = build(leaves, choice, maker);
        if (args === undefined) continue;
        let stage = 0;
        try {
          const trial = attempt(args, (reached) => {
            stage = reached;
          });
          furthest = Math.max(furthest, trial === undefined ? stage : 0);
          if (trial === undefined || trial.fit === 0) continue;
          if (best !== undefined && trial.fit < best.fit) continue;
          const influence = trial.influence();
          if (best === undefined || trial.fit > best.fit || influence > best.influence) {
            // The trial has used these arguments: the check begins with new ones.
            const fresh = build(leaves, choice, maker) as Arguments;
            best = { args: fresh, fit: trial.fit, influence };
          }
          if (trial.fit === 1 && influence === 1) return;
        } catch (error) {
          if (isTimeout(error)) throw error;
          // Most ways fail alike: to place each error would take longer than to try.
          const key = `${stage} ${error}`;
          if (!errors.has(key)) errors.set(key, { stage, problem: problemOf(name, error) });
        }
      }
    }
  };
  try {
    limited(run, searchLimitMs);
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  if (best !== undefined) return best.args;
  throw whyNot([...errors.values()], furthest, unsure);
}

/** An error of the user's code, and how far it had got by then. */
interface Failure {
  readonly stage: number;
  readonly problem: Problem;
}

function whyNot(failures: readonly Failure[], furthest: number, unsure: (tried: string) => Problem): Problem {
  const stage = Math.max(furthest, ...failures.map((failure) => failure.stage));
  const last = failures.filter((failure) => failure.stage === stage).map(({ problem }) => problem);
  if (last[0] === undefined) return unsure('no way to give them came back with numbers');
  return decisive(last) ?? unsure(last[0].message);
}

/** Every combination, the last leaf varying fastest; leaves of one group go together. */
export function* choices(
  leaves: readonly Leaf[],
  together: ReadonlyMap<string, number> = new Map(),
): Generator<Candidate[]> {
  const [first, ...others] = leaves;
  if (first === undefined) {
    yield [];
    return;
  }
  const { candidates, group } = first;
  const settled = group === undefined ? undefined : together.get(group);
  for (const [c, candidate] of candidates.entries()) {
    if (settled !== undefined && c !== settled) continue;
    const next = group === undefined ? together : new Map([...together, [group, c]]);
    for (const rest of choices(others, next)) yield [candidate, ...rest];
  }
}

/** Steps that no ReLU and no pooling window can hide an entry from. */
const steps = [3.7, -3.7, 20];

const mostEntries = 40;

/** The share of the entries that the cost depends on, of the array where it is least; all are put back. */
export function influence(views: readonly View[], cost: () => number): number {
  const before = cost();
  let least = 1;
  for (const view of views) {
    const every = Math.ceil(view.size / mostEntries);
    let looked = 0;
    let seen = 0;
    for (let k = 0; k < view.size; k += every) {
      const value = view.at(k);
      const matters = steps.some((step) => {
        view.put(k, value + step);
        return cost() !== before;
      });
      view.put(k, value);
      looked++;
      if (matters) seen++;
    }
    least = Math.min(least, seen / looked);
  }
  return least;
}
