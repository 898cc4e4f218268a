import { sizeOf, type Tensor } from '../core/tensor.ts';
import type { ArrayInfo, ArraySource, Range } from './arraySource.ts';
import { assertFits } from './memoryBudget.ts';

/** The most that rows nobody asked for may add to one slice, in bytes as float64. */
const mergedSliceBytes = 64 * 2 ** 20;
/** Reading so much more, in bytes as stored, costs less than another request. */
const gapBytes = 64 * 1024;

/**
 * The examples at `indices` of `axis` (the first or the last) as [m, …], in the order of `indices`.
 * They are read in as few slices as is sensible: one chunk is never unpacked twice.
 * Throws `data.memory` before anything is read, and what `source.read` throws.
 */
export function readRows(
  source: ArraySource,
  info: ArrayInfo,
  axis: number,
  indices: readonly number[],
): Tensor {
  const rowShape = info.shape.filter((_, other) => other !== axis);
  const rowSize = sizeOf(rowShape);
  const examples = `${indices.length} ${indices.length === 1 ? 'example' : 'examples'} of ${info.path}`;
  assertFits(examples, indices.length * rowSize * Float64Array.BYTES_PER_ELEMENT, source.memoryBytes);

  const positions = new Map<number, number[]>();
  for (const [position, index] of indices.entries()) {
    positions.set(index, [...(positions.get(index) ?? []), position]);
  }
  const data = new Float64Array(indices.length * rowSize);
  for (const [start, stop] of slices(info, axis, rowSize, [...positions.keys()])) {
    const ranges = info.shape.map((extent, other): Range => (other === axis ? [start, stop] : [0, extent]));
    const slice = source.read(info.path, ranges);
    // On the first axis an example is one run of numbers; on the last its numbers are `extent` apart.
    const extent = stop - start;
    const [step, stride] = axis === 0 ? [rowSize, 1] : [1, extent];
    for (let index = start; index < stop; index++) {
      for (const position of positions.get(index) ?? []) {
        const from = (index - start) * step;
        for (let k = 0; k < rowSize; k++) {
          data[position * rowSize + k] = slice.data[from + k * stride] as number;
        }
      }
    }
  }
  return { shape: [indices.length, ...rowShape], data };
}

/** Indices joined where they share a chunk or lie near each other. */
function slices({ chunks, itemBytes }: ArrayInfo, axis: number, rowSize: number, indices: number[]): Range[] {
  const chunk = chunks?.[axis] ?? 1;
  const gap = gapBytes / (rowSize * itemBytes);
  const longest = mergedSliceBytes / (rowSize * Float64Array.BYTES_PER_ELEMENT);
  const merged: [number, number][] = [];
  for (const index of indices.sort((a, b) => a - b)) {
    const last = merged.at(-1);
    const near =
      last && (index - last[1] <= gap || Math.floor(index / chunk) === Math.floor((last[1] - 1) / chunk));
    if (last && near && index + 1 - last[0] <= longest) last[1] = index + 1;
    else merged.push([index, index + 1]);
  }
  return merged;
}
