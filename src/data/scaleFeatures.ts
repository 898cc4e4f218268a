import { Problem } from '../core/problem.ts';
import { formatShape, type Tensor } from '../core/tensor.ts';

/**
 * How features are scaled: divided by a number; (x − mean) / std, each one number or one for every entry of the
 * last axis; or by the mean and the standard deviation of all numbers in the chosen examples. (One per feature
 * would need the whole file, or would make every feature of a single example 0.)
 */
export type Scale =
  | number
  | { readonly mean: number | readonly number[]; readonly std: number | readonly number[] }
  | 'standardize';

const path = ['dataset', 'scale'];

/** The features scaled; and what was subtracted and divided by when that was found in the data. */
export interface Scaled {
  readonly features: Tensor;
  readonly found: { readonly mean: number; readonly std: number } | null;
}

/** Throws `dataset.scale` when a divisor is 0 or not finite, or when lengths do not follow the last axis. */
export function scaleFeatures(features: Tensor, scale: Scale): Scaled {
  if (typeof scale === 'number') {
    assertDivisor(scale);
    return { features: { ...features, data: features.data.map((value) => value / scale) }, found: null };
  }
  const found = scale === 'standardize' ? momentsOf(features.data) : null;
  const { mean, std } = scale === 'standardize' ? (found as NonNullable<typeof found>) : scale;
  const means = perFeature('mean', mean, features.shape);
  const stds = perFeature('std', std, features.shape);
  for (const divisor of stds) assertDivisor(divisor);
  const data = features.data.map(
    (value, k) => (value - (means[k % means.length] as number)) / (stds[k % stds.length] as number),
  );
  return { features: { ...features, data }, found };
}

/** A standard deviation of 0 counts as 1: constant features become 0. */
function momentsOf(data: Float64Array): { mean: number; std: number } {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const std = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
  return { mean, std: std === 0 ? 1 : std };
}

function perFeature(
  key: string,
  given: number | readonly number[],
  shape: readonly number[],
): readonly number[] {
  if (typeof given === 'number') return [given];
  const extent = shape.at(-1) as number;
  if (given.length === extent) return given;
  throw new Problem(
    'dataset.scale',
    `\`${key}\` has ${given.length} numbers, but one example of the features is ${formatShape(shape.slice(1))}: ` +
      `give one number, or ${extent}, one for each entry of the last axis.`,
    { path: [...path, key] },
  );
}

function assertDivisor(divisor: number): void {
  if (divisor !== 0 && Number.isFinite(divisor)) return;
  throw new Problem(
    'dataset.scale',
    `The features cannot be divided by ${divisor}. Give a scale that is not 0.`,
    { path },
  );
}
