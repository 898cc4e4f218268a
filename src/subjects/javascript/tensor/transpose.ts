/** The entries of a (rows, columns) matrix as those of (columns, rows), both rows first. */
export function transpose(values: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, k) => {
    const [j, i] = [Math.floor(k / rows), k % rows];
    return values[i * columns + j] as number;
  });
}
