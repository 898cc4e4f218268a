import { Problem } from '../../core/problem.ts';
import type { Context } from './context.ts';
import { problemOf } from './failure.ts';
import { placeText } from './place.ts';
import { drawnSoFar, pinRandom } from './randomness.ts';
import { type Gradient, isTarget, type Note, type Row, type Slot, type Target } from './target.ts';

/**
 * What is seen before any difference: does the code always say the same, does it leave its arrays alone, and does it
 * give a gradient at all? What can be put right is, and noted; guards are put on only where they are needed, because
 * the cost is evaluated thousands of times.
 */
export function examine(row: Row, context: Context): Row {
  if (!isTarget(row)) return row;
  const untested = (problem: Problem, severity: 'error' | 'warning' = 'warning'): Row => ({
    name: row.name,
    kind: row.slots[0]?.kind ?? '',
    severity,
    problem,
  });
  try {
    const target = guarded(row, context);
    if (!Object.is(target.cost(), target.cost())) return untested(changing(target));
    const gradients = target.gradients();
    if (isUnwritten(gradients, target)) return untested(notImplemented(target, gradients));
    return target;
  } catch (error) {
    const problem = problemOf(row.name, error);
    return untested(problem, problem.code === 'code.notImplemented' ? 'warning' : 'error');
  }
}

/** The target with what it needs to be asked again and again: the same random numbers, its arrays put back. */
function guarded(target: Target, context: Context): Target {
  const notes: Note[] = [];
  const note = (code: string, message: string, severity: Note['severity'], about = target.backward) =>
    notes.push({ code, message, layer: target.slots[0]?.layer ?? null, place: about ?? null, severity });
  const seed = context.request.seed ?? 1;
  const before = target.slots.map(({ view }) => view.read());
  const putBack = (): Slot | undefined => {
    const changed = target.slots.find(
      ({ view }, s) => !view.read().every((value, k) => Object.is(value, before[s]?.[k])),
    );
    for (const [s, { view }] of target.slots.entries()) view.write(before[s] as Float64Array);
    return changed;
  };
  const start = drawnSoFar();
  target.cost();
  const forward = putBack();
  target.gradients();
  const backward = putBack();
  const draws = drawnSoFar() > start;
  if (draws)
    note(
      'code.seeded',
      `${target.name} draws random numbers whenever it runs, as for a dropout mask: it was given the same ones each time.`,
      'information',
      target.forward,
    );
  const changed = forward ?? backward;
  if (changed !== undefined) {
    const pass = forward === undefined ? 'backward' : 'forward';
    const place = pass === 'forward' ? target.forward : target.backward;
    const where = place === undefined ? '' : ` (${placeText(place)})`;
    note(
      'code.mutates',
      `The ${pass} pass of ${target.name}${where} changes ${changed.own} in place. It was put back after every call; write the result into a new array.`,
      'warning',
      place,
    );
  }
  if (!draws && changed === undefined) return target;
  const guard = <Result>(run: () => Result): (() => Result) => {
    return () => {
      if (draws) pinRandom(seed);
      if (changed === undefined) return run();
      const kept = target.slots.map(({ view }) => view.read());
      try {
        return run();
      } finally {
        for (const [s, { view }] of target.slots.entries()) view.write(kept[s] as Float64Array);
      }
    };
  };
  return {
    ...target,
    cost: guard(target.cost),
    gradients: guard(target.gradients),
    notes: [...target.notes, ...notes],
  };
}

function changing({ name, forward }: Target): Problem {
  return new Problem(
    'code.random',
    `${name} does not give the same cost twice for the same numbers: it keeps a state between its calls, or draws random numbers other than by Math.random. Make what it draws depend on nothing but its arguments.`,
    forward === undefined ? {} : { place: forward },
  );
}

/** None given, or only zeros where the cost depends on the arrays. */
function isUnwritten(gradients: readonly (Gradient | undefined)[], target: Target): boolean {
  const isEmpty = gradients.every(
    (gradient) => gradient === undefined || gradient.values.every((value) => value === 0),
  );
  return isEmpty && target.slots.some(({ view }) => isRead(view, target.cost));
}

function isRead(view: Slot['view'], cost: () => number): boolean {
  const before = cost();
  for (let k = 0; k < view.size; k++) {
    const value = view.at(k);
    view.put(k, value + 1e-3);
    const after = cost();
    view.put(k, value);
    if (after !== before) return true;
  }
  return false;
}

function notImplemented({ name, backward }: Target, gradients: readonly (Gradient | undefined)[]): Problem {
  const given = gradients.some((gradient) => gradient !== undefined);
  const where = backward === undefined ? '' : ` (${placeText(backward)})`;
  return new Problem(
    'code.notImplemented',
    `The backward pass of ${name}${where} gives ${given ? 'zeros only' : 'no gradient'}: it is not implemented yet.`,
    backward === undefined ? {} : { place: backward },
  );
}
