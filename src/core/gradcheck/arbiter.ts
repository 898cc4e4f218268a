import type { Comparison } from './comparison.ts';

/** What the step ε left in doubt of one tensor. */
export interface Doubt {
  /** Index in the subject's tensors. */
  readonly tensor: number;
  readonly analytical: Float64Array;
  /** Numerical gradient with the step ε. */
  readonly stepped: Float64Array;
  /** The entries in doubt: all of them where the tensor as a whole is. */
  readonly entries: Int32Array;
  /** An entry that is apart by no more than this is explained by rounding and kinks. */
  readonly entryError: number;
  readonly threshold: number;
}

/** What better derivatives say. */
export interface Arbitration {
  /** Of the tensor as a whole; null where only some of its entries were in doubt. */
  readonly whole: WholeTensor | null;
  /** Entries that differ from their better derivative by more than its error, doubt.entryError and threshold. */
  readonly wrongEntries: number;
  /** Entries and directions that were measured again. */
  readonly measured: number;
  /** The numerical gradient with its doubtful entries replaced; null where they were not all measured. */
  readonly derivatives: Float64Array | null;
}

export interface WholeTensor {
  /** Analytical gradient against better derivatives, or an estimate of it. */
  readonly comparison: Comparison;
  /** How far these derivatives can be off themselves, as a norm. */
  readonly error: number;
  /** The largest ‖a − n‖ that they leave possible; equal to comparison.apart where every entry was measured. */
  readonly apartAtMost: number;
  /** ‖n − n*‖: how far the numerical gradient with the step is from them. */
  readonly stepError: number;
}

/** Measures derivatives again, better than by a fixed step. Yields how many entries it has done since the last time. */
export interface Arbiter {
  settle(doubt: Doubt): AsyncGenerator<number, Arbitration>;
}

/** Differ by more than the error and, relative to their size, by more than the threshold. NaN is apart. */
export function apart(a: number, n: number, error: number, threshold: number): boolean {
  const distance = Math.abs(a - n);
  return !(distance <= error) && !(distance <= threshold * (Math.abs(a) + Math.abs(n)));
}
