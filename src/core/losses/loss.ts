import type { Complex } from '../complex.ts';

export type LossName =
  | 'binary_crossentropy'
  | 'categorical_crossentropy'
  | 'sparse_categorical_crossentropy'
  | 'mean_squared_error';

export interface LossSpec {
  readonly name: LossName;
  /** The network's output is taken as logits: stable, without clipping. */
  readonly from_logits: boolean;
}

/** Probabilities below it count as this large in a gradient 1/p, which would overflow. */
export const smallestDivisor = 2 ** -1022;

/**
 * The cost of a batch, a mean over rows. Output and targets are (rows, width), row-major; targets are as
 * `readTargets` made them.
 */
export interface Loss {
  /** J */
  value(output: Float64Array, targets: Float64Array): number;
  /** J at a complex output. */
  complex(re: Float64Array, im: Float64Array, targets: Float64Array, out: Complex): void;
  /**
   * Size of the terms whose difference a slope is when it is written as (p − t)/rows: code that does so has lost,
   * near 0, the digits that `gradient` keeps. 0 where the slope is no such difference.
   *
   * @param n entries of the output
   */
  termSize(n: number): number;
  /** dJ/d(output), for the backward pass. */
  gradient(output: Float64Array, targets: Float64Array, dOutput: Float64Array): void;
}
