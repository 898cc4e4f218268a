/** The three 2-norms that a normalised difference is made of. */
export interface Comparison {
  /** ‖a − n‖ */
  readonly apart: number;
  /** ‖a‖ */
  readonly analytical: number;
  /** ‖n‖ */
  readonly numerical: number;
}

export function compare(analytical: Float64Array, numerical: Float64Array): Comparison {
  return {
    apart: norm(analytical.map((a, k) => a - (numerical[k] as number))),
    analytical: norm(analytical),
    numerical: norm(numerical),
  };
}

/** The comparison of several tensors as one long vector. */
export function together(parts: readonly Comparison[]): Comparison {
  return {
    apart: norm(parts.map((part) => part.apart)),
    analytical: norm(parts.map((part) => part.analytical)),
    numerical: norm(parts.map((part) => part.numerical)),
  };
}

/**
 * ‖a − n‖₂ / (‖a‖₂ + ‖n‖₂): 0 for equal gradients, 1 for opposite ones. Null for 0/0, which is no
 * agreement: nothing was compared. NaN where a gradient is not finite.
 */
export function normalisedDifference({ apart, analytical, numerical }: Comparison): number | null {
  const scale = analytical + numerical;
  if (scale === 0) return null;
  return Number.isFinite(scale) ? apart / scale : Number.NaN;
}

/** Sums of squares between them have neither overflown nor lost digits in underflow. */
const safe = { least: 1e-280, most: 1e300 };

/** ‖v‖₂, without overflow or underflow of the squares. */
export function norm(values: Float64Array | readonly number[]): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  if (squares > safe.least && squares < safe.most) return Math.sqrt(squares);
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (!(size <= largest)) largest = size;
    if (Number.isNaN(size)) return Number.NaN;
  }
  if (largest === 0 || largest === Infinity) return largest;
  let sum = 0;
  for (const value of values) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}
