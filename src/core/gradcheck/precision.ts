import { complexStep } from '../costProbe.ts';

/** How exactly a gradient is computed or stored. */
export interface Precision {
  /** Unit roundoff: largest relative error of one rounding. */
  readonly roundoff: number;
  /** Smallest derivative that still has all of its digits. */
  readonly smallest: number;
  /** Differences of probabilities and targets keep their digits near 0. */
  readonly exactDifferences: boolean;
}

/** Ours. Of float64 numbers the imaginary parts of a complex step lose their digits first. */
export const own: Precision = {
  roundoff: 2 ** -53,
  smallest: 2 ** -1022 / complexStep,
  exactDifferences: true,
};

/** Other code in float64. */
export const double: Precision = { ...own, exactDifferences: false };

/** Other code in float32. */
export const single: Precision = { roundoff: 2 ** -24, smallest: 2 ** -126, exactDifferences: false };
