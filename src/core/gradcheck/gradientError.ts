import { norm } from './comparison.ts';

/** How far a tensor's gradient can move without being wrong: in its 2-norm, and in any one entry. */
export interface GradientError {
  readonly norm: number;
  readonly entry: number;
}

/** How far each tensor's gradient moved in any of some trials; infinitely far where it left the numbers. */
export function largestMoves(
  gradients: readonly Float64Array[],
  trials: readonly (readonly Float64Array[])[],
): GradientError[] {
  return gradients.map((gradient, t) => {
    const moves = trials.map((trial): GradientError => {
      const other = trial[t] as Float64Array;
      const apart = gradient.map((value, k) => value - (other[k] as number));
      const length = norm(apart);
      if (!Number.isFinite(length)) return { norm: Infinity, entry: Infinity };
      return { norm: length, entry: apart.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
    });
    return {
      norm: Math.max(...moves.map((move) => move.norm)),
      entry: Math.max(...moves.map((move) => move.entry)),
    };
  });
}
