import type { Place } from '../place.ts';
import type { Gradient, Note } from '../target.ts';
import { viewAlong } from '../tensor/graph.ts';
import type { Snapshot } from '../tensor/snapshot.ts';
import { sameShape } from '../tensor/view.ts';
import { isLearningRateName } from '../words.ts';
import type { HeldParameter } from './heldGradients.ts';

/** Learning rates at which g = (before − after) / rate is read off: powers of two lose no digit. */
const learningRates = [1, 0.5] as const;

/** A rate that people train with: what depends on the rate is shown at this one. */
const usualRate = 0.125;

/** What a backward pass gave at each of the learning rates, and how to ask for it again. */
export interface Passes<Outcome> {
  /** At the first rate. */
  readonly first: Outcome;
  /** What it gives depends on the rate. */
  readonly isUnstable: boolean;
  /** At the rate that the gradients are shown at. */
  readonly again: () => Outcome;
}

/**
 * Runs the backward pass of an object at both learning rates. Whatever a pass changes is put back after it.
 * @param run is given the parameters as they were, and the rate
 */
export function passesOf<Outcome extends { readonly gradients: readonly (Gradient | undefined)[] }>(
  object: object,
  state: Snapshot,
  parameters: readonly HeldParameter[],
  run: (before: readonly Float64Array[], rate: number) => Outcome,
): Passes<Outcome> {
  const pass = (rate: number): Outcome => {
    const before = parameters.map(({ view }) => view.read());
    const restore = () => {
      state.restore();
      for (const [p, { view }] of parameters.entries()) view.write(before[p] as Float64Array);
    };
    restore();
    try {
      setRate(object, rate);
      return run(before, rate);
    } finally {
      restore();
    }
  };
  const [fast, slow] = learningRates.map(pass) as [Outcome, Outcome];
  const isUnstable = disagree(fast.gradients, slow.gradients);
  const rate = isUnstable ? usualRate : learningRates[0];
  return { first: fast, isUnstable, again: () => pass(rate) };
}

/** Gradients of parameters that the backward pass has changed itself; undefined where it changed none. */
export function updatesOf(
  root: object,
  parameters: readonly HeldParameter[],
  before: readonly Float64Array[],
  rate: number,
): (Gradient | undefined)[] | undefined {
  const after = parameters.map(({ path }) => viewAlong(root, path));
  const isMoved = after.some((view, p) => view?.read().some((value, k) => !Object.is(value, before[p]?.[k])));
  if (!isMoved) return undefined;
  return parameters.map(({ view }, p) => {
    const now = after[p];
    if (now === undefined || !sameShape(now.shape, view.shape)) return undefined;
    const values = now.read().map((value, k) => ((before[p]?.[k] as number) - value) / rate);
    return { shape: view.shape, values, single: now.single };
  });
}

/** Sets a learning rate that the object keeps, wherever it does. */
function setRate(root: object, rate: number): void {
  const seen = new Set<unknown>();
  const walk = (owner: object, depth: number): void => {
    if (depth > 4 || seen.has(owner)) return;
    seen.add(owner);
    for (const key of Object.keys(owner)) {
      const value = (owner as Record<string, unknown>)[key];
      if (typeof value === 'number' && isLearningRateName(key)) Reflect.set(owner, key, rate);
      else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value))
        walk(value, depth + 1);
    }
  };
  walk(root, 0);
}

/** Gradients at two learning rates that are not the same came from weights that had already been moved. */
function disagree(a: readonly (Gradient | undefined)[], b: readonly (Gradient | undefined)[]): boolean {
  return a.some((gradient, p) => {
    const other = b[p];
    if (gradient === undefined || other === undefined) return false;
    let apart = 0;
    let size = 0;
    for (const [k, value] of gradient.values.entries()) {
      apart = Math.max(apart, Math.abs(value - (other.values[k] as number)));
      size = Math.max(size, Math.abs(value));
    }
    return apart > 1e-6 * size;
  });
}

export function updatedBeforeUse(name: string, backward: string, place: Place | undefined): Note {
  return {
    code: 'code.updatedBeforeUse',
    message: `${backward} of ${name} moves the weights before it uses them for the gradient of what comes before: that gradient depends on the learning rate. Compute it first, then update.`,
    layer: name,
    place: place ?? null,
    severity: 'warning',
  };
}
