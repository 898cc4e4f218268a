import { type ConfigPath, Problem } from '../core/problem.ts';
import { type Tensor, unravel } from '../core/tensor.ts';

/** Throws `dataset.nan` when one of the numbers read for `examples` is NaN or infinite; `name` is the array's. */
export function assertFinite(
  name: string,
  { shape, data }: Tensor,
  examples: readonly number[],
  path: ConfigPath,
): void {
  const first = data.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return;
  const count = data.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  const [row = 0, ...index] = unravel(first, shape);
  const position = index.length > 0 ? ` at [${index.join(', ')}]` : '';
  const more = count > 1 ? `, the first of ${count} such numbers in the examples chosen` : '';
  throw new Problem(
    'dataset.nan',
    `${name} holds ${data[first]} in example ${examples[row]}${position}${more}. ` +
      'Mend the data, or choose other `examples`.',
    { path },
  );
}
