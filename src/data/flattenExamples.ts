import { sizeOf, type Tensor } from '../core/tensor.ts';

/** How an example of several axes becomes one row, as NumPy's `order`. */
export type FlattenOrder = 'C' | 'F';

/**
 * Features (m, …) as (m, d). With order "F" the first axis of an example varies fastest: row i is
 * `x[i].flatten("F")`, which is column `x.T.reshape(-1, m)[:, i]`. With order "C" the numbers stay where they are.
 */
export function flattenExamples(features: Tensor, order: FlattenOrder): Tensor {
  const [examples = 0, ...extents] = features.shape;
  const size = sizeOf(extents);
  const shape = [examples, size];
  if (order === 'C' || extents.length < 2) return { shape, data: features.data };
  const data = new Float64Array(features.data.length);
  const source = sourceOfF(extents);
  for (let start = 0; start < data.length; start += size) {
    for (let k = 0; k < size; k++) data[start + k] = features.data[start + (source[k] as number)] as number;
  }
  return { shape, data };
}

/** For every position in F order, the position of the same number in C order. */
function sourceOfF(extents: readonly number[]): Int32Array {
  const source = new Int32Array(sizeOf(extents));
  const index = extents.map(() => 0);
  for (let k = 0; k < source.length; k++) {
    source[k] = index.reduce((flat, position, axis) => flat * (extents[axis] as number) + position, 0);
    for (let axis = 0; axis < extents.length; axis++) {
      index[axis] = (index[axis] as number) + 1;
      if (index[axis] !== extents[axis]) break;
      index[axis] = 0;
    }
  }
  return source;
}
