import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sizeOf, type Tensor } from '../../src/core/tensor.ts';
import type { ArrayInfo, ArraySource, Range } from '../../src/data/arraySource.ts';
import { flattenExamples } from '../../src/data/flattenExamples.ts';
import { readRows } from '../../src/data/readRows.ts';

/** An array whose entry at flat position k is k, and the slices of it that were asked for. */
function countingSource(shape: readonly number[], chunks: readonly number[] | null, itemBytes = 8) {
  const info: ArrayInfo = { path: 'x', shape, type: 'float64', kind: 'float', itemBytes, chunks };
  const asked: (readonly Range[])[] = [];
  const source: ArraySource = {
    file: 'x.h5',
    memoryBytes: 2 ** 30,
    bytesRead: 0,
    datasets: () => [info],
    info: () => info,
    read: (_, ranges = []) => {
      asked.push(ranges);
      return slice(shape, ranges);
    },
    close: () => {},
  };
  return { info, source, asked };
}

function slice(shape: readonly number[], ranges: readonly Range[]): Tensor {
  const extents = ranges.map(([start, stop]) => stop - start);
  const flats = ranges.reduce<number[]>(
    (before, [start, stop], axis) =>
      before.flatMap((flat) =>
        Array.from({ length: stop - start }, (_, k) => flat * (shape[axis] as number) + start + k),
      ),
    [0],
  );
  return { shape: extents, data: Float64Array.from(flats) };
}

/** Flat positions of example `index` of `axis`, in C order of the other axes. */
const example = (shape: readonly number[], axis: number, index: number) =>
  slice(
    shape,
    shape.map((extent, other): Range => (other === axis ? [index, index + 1] : [0, extent])),
  ).data;

test('every chosen example arrives whole and in its place, from either axis and any chunks', () => {
  const extent = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(
      fc.array(extent, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.option(extent),
      fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(1, 8, 40_000),
      (shape, last, chunk, choices, itemBytes) => {
        const axis = last ? shape.length - 1 : 0;
        const indices = choices.map((choice) => choice % (shape[axis] as number));
        const { source, info } = countingSource(
          shape,
          chunk === null ? null : shape.map(() => chunk),
          itemBytes,
        );
        const rows = readRows(source, info, axis, indices);
        const rowSize = sizeOf(shape) / (shape[axis] as number);
        assert.deepEqual(rows.shape, [indices.length, ...shape.filter((_, other) => other !== axis)]);
        for (const [position, index] of indices.entries()) {
          const row = rows.data.slice(position * rowSize, (position + 1) * rowSize);
          assert.deepEqual(row, example(shape, axis, index));
        }
      },
    ),
  );
});

const rowsAsked = (
  shape: readonly number[],
  chunks: readonly number[] | null,
  indices: readonly number[],
) => {
  const { source, info, asked } = countingSource(shape, chunks);
  readRows(source, info, 0, indices);
  return asked.map((ranges) => ranges[0]);
};

test('wide examples that lie apart are read one by one, in the order of the file', () => {
  // 8192 float64 are 64 KiB: one example between two costs as much as another request.
  assert.deepEqual(rowsAsked([100, 8193], null, [70, 3, 40]), [
    [3, 4],
    [40, 41],
    [70, 71],
  ]);
  assert.deepEqual(rowsAsked([100, 8193], null, [5, 3]), [
    [3, 4],
    [5, 6],
  ]);
});

test('neighbours and examples a small gap apart are one slice', () => {
  assert.deepEqual(rowsAsked([100, 8193], null, [5, 3, 4]), [[3, 6]]);
  assert.deepEqual(rowsAsked([100, 8192], null, [5, 3]), [[3, 6]]);
  assert.deepEqual(rowsAsked([100, 4], null, [99, 0]), [[0, 100]]);
});

test('examples of one chunk are one slice, so that it is unpacked once', () => {
  assert.deepEqual(rowsAsked([100, 50_000], [10, 50_000], [9, 0, 10, 25, 29]), [
    [0, 11],
    [25, 30],
  ]);
});

test('a slice does not grow beyond 64 MiB for the sake of a chunk', () => {
  // One example is 8 MiB, so that eight make a slice.
  assert.deepEqual(rowsAsked([20, 2 ** 20], [20, 2 ** 20], [0, 7, 8, 9]), [
    [0, 8],
    [8, 10],
  ]);
});

test('an example flattened in order F is the column that NumPy makes of it', () => {
  const x = { shape: [2, 2, 3, 2], data: Float64Array.from({ length: 24 }, (_, k) => k) };
  // np.arange(24.).reshape(2, 2, 3, 2).T.reshape(-1, 2).T
  const column0 = [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11];
  const column1 = [12, 18, 14, 20, 16, 22, 13, 19, 15, 21, 17, 23];
  assert.deepEqual(flattenExamples(x, 'F'), {
    shape: [2, 12],
    data: Float64Array.of(...column0, ...column1),
  });
  assert.deepEqual(flattenExamples(x, 'C'), { shape: [2, 12], data: x.data });
  const flat = { shape: [2, 3], data: Float64Array.of(0, 1, 2, 3, 4, 5) };
  assert.deepEqual(flattenExamples(flat, 'F'), flat);
});
