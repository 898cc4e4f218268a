import { UnusableGradient } from '../../core/gradcheck/subject.ts';
import type { FrameArray } from './frame.ts';

/** An analytical gradient as the user's code gives it. */
export interface GivenGradient {
  readonly values: Float64Array | UnusableGradient;
  readonly singlePrecision: boolean;
}

/**
 * Takes a gradient that has its tensor's shape, but for axes of length 1: (n, 1) is as good as (n,). A gradient of
 * another shape cannot be the derivative, even where it has as many entries.
 */
export function givenGradient(array: FrameArray | undefined, shape: readonly number[]): GivenGradient {
  if (array === undefined) return { values: new UnusableGradient(null), singlePrecision: false };
  const singlePrecision = array.data instanceof Float32Array;
  if (!sameExtents(array.shape, shape)) {
    return { values: new UnusableGradient(array.shape), singlePrecision };
  }
  return { values: Float64Array.from(array.data), singlePrecision };
}

function sameExtents(a: readonly number[], b: readonly number[]): boolean {
  const long = (shape: readonly number[]) => shape.filter((extent) => extent !== 1).join(',');
  return long(a) === long(b);
}
