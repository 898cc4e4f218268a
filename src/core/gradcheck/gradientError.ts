import { compare } from './comparison.ts';

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
      let entry = 0;
      for (let k = 0; k < gradient.length; k++) {
        entry = Math.max(entry, Math.abs((gradient[k] as number) - (other[k] as number)));
      }
      return Number.isFinite(entry)
        ? { norm: compare(gradient, other).apart, entry }
        : { norm: Infinity, entry: Infinity };
    });
    return {
      norm: Math.max(...moves.map((move) => move.norm)),
      entry: Math.max(...moves.map((move) => move.entry)),
    };
  });
}
