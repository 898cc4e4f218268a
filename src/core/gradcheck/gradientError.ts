import { norm } from './comparison.ts';

/** How far a tensor's gradient can move without being wrong: in its 2-norm, and in any one entry. */
export interface GradientError {
  readonly norm: number;
  readonly entry: number;
}

/**
 * How far each tensor's gradient moved in any of some trials; infinitely far where it left the numbers. Trials
 * are made one after another, so that only one of them is held at a time.
 */
export function largestMoves(
  gradients: readonly Float64Array[],
  trials: Iterable<readonly Float64Array[]>,
): GradientError[] {
  let largest = gradients.map((): GradientError => ({ norm: 0, entry: 0 }));
  for (const trial of trials) {
    largest = gradients.map((gradient, t) => {
      const seen = largest[t] as GradientError;
      const move = moveOf(gradient, trial[t] as Float64Array);
      return { norm: Math.max(seen.norm, move.norm), entry: Math.max(seen.entry, move.entry) };
    });
  }
  return largest;
}

/** Every gradient is rounded at least so often, whatever trials show. */
const roundings = 8;

/** What trials showed of a gradient, but no less than its own numbers are rounded. */
export function atLeastRounded(seen: GradientError, gradient: Float64Array, roundoff: number): GradientError {
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    norm: Math.max(seen.norm, roundings * roundoff * norm(gradient)),
    entry: Math.max(seen.entry, roundings * roundoff * largest),
  };
}

function moveOf(gradient: Float64Array, other: Float64Array): GradientError {
  const apart = gradient.map((value, k) => value - (other[k] as number));
  const length = norm(apart);
  if (!Number.isFinite(length)) return { norm: Infinity, entry: Infinity };
  return { norm: length, entry: apart.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}
