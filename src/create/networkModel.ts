import type { DatasetFacts } from './datasetFacts.ts';
import type { LayerSizes } from './layerSizes.ts';

/** How a network goes on behind its layers' sums. */
export interface Activations {
  readonly hidden: WrittenActivation;
  readonly output: string;
  readonly loss: string;
}

export type WrittenActivation = string | { readonly name: string; readonly negative_slope: number };

export interface WrittenLayer {
  readonly type: 'Dense';
  readonly name: string;
  readonly units: number;
  readonly activation: WrittenActivation;
  readonly use_bias?: false;
}

const hidden: readonly WrittenActivation[] = [
  'tanh',
  'relu',
  'sigmoid',
  { name: 'leaky_relu', negative_slope: 0.01 },
  { name: 'leaky_relu', negative_slope: 0.1 },
  { name: 'leaky_relu', negative_slope: 0.2 },
  'linear',
];

/** The activations and losses that are in use for such labels, the usual ones first. */
export function activationsFor(sizes: readonly number[], dataset: DatasetFacts): Activations[] {
  const categorical = dataset.width > 1 ? 'categorical_crossentropy' : 'sparse_categorical_crossentropy';
  const one = sizes.at(-1) === 1;
  const binary = { output: 'sigmoid', loss: 'binary_crossentropy' };
  const crossEntropies = one ? [binary] : [{ output: 'softmax', loss: categorical }, binary];
  const squaredErrors = ['linear', 'sigmoid', 'tanh', 'relu', ...(one ? [] : ['softmax'])].map((output) => ({
    output,
    loss: 'mean_squared_error',
  }));
  const regression = dataset.classes === null && dataset.width === 1;
  const ends = regression ? [...squaredErrors, ...crossEntropies] : [...crossEntropies, ...squaredErrors];
  return ends.flatMap((end) =>
    (sizes.length > 2 ? hidden : hidden.slice(0, 1)).map((name) => ({ hidden: name, ...end })),
  );
}

/** The layers as a config lists them. */
export function layersOf({ sizes, useBias }: LayerSizes, { hidden, output }: Activations): WrittenLayer[] {
  const units = sizes.slice(1);
  return units.map((size, k) => {
    const last = k === units.length - 1;
    return {
      type: 'Dense',
      name: last ? 'output' : `hidden${k + 1}`,
      units: size,
      activation: last ? output : hidden,
      ...(!useBias && { use_bias: false }),
    };
  });
}
