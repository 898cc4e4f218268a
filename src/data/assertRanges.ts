import { Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArrayInfo, Range } from './arraySource.ts';

/** Throws `data.range` unless there is one range inside the array for every axis: libraries clamp, or take NaN. */
export function assertRanges({ path, shape }: ArrayInfo, ranges: readonly Range[]): void {
  const inside = ranges.every(([start, stop], axis) => {
    const extent = shape[axis] ?? -1;
    return Number.isInteger(start) && Number.isInteger(stop) && start >= 0 && start <= stop && stop <= extent;
  });
  if (inside && ranges.length === shape.length) return;
  const asked = ranges.map(([start, stop]) => `${start}:${stop}`).join(', ');
  throw new Problem('data.range', `[${asked}] is outside ${path}, which is ${formatShape(shape)}.`);
}
