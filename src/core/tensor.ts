/** Numbers in row-major (C) order. A batch has the example on its first axis. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

export function zeros(shape: readonly number[]): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)) };
}

/** The index of flat entry k, as NumPy's `unravel_index`. */
export function unravel(k: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis] as number;
    index[axis] = k % extent;
    k = Math.floor(k / extent);
  }
  return index;
}

/** As people write shapes: `(12288, 5)`, `(5,)`. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}
