import { complexStep } from '../costProbe.ts';

/** How exactly a gradient is computed or stored. */
export interface Precision {
  /** Unit roundoff: largest relative error of one rounding. */
  readonly roundoff: number;
  /** Smallest derivative that still has all of its digits. */
  readonly smallest: number;
}

/** float64; the imaginary parts of a complex step lose their digits first. */
export const double: Precision = { roundoff: 2 ** -53, smallest: 2 ** -1022 / complexStep };

/** float32 */
export const single: Precision = { roundoff: 2 ** -24, smallest: 2 ** -126 };
