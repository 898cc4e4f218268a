import { type ActivationSpec, activation } from '../activations.ts';
import { draw, type InitializerSpec } from '../initializers.ts';
import { Problem } from '../problem.ts';
import { RandomState } from '../random.ts';
import { formatShape, sizeOf } from '../tensor.ts';
import { Dense } from './dense.ts';
import { Elementwise } from './elementwise.ts';
import { Scaling } from './scaling.ts';
import { Softmax } from './softmax.ts';
import type { Parameter, Stage } from './stage.ts';

/** A layer as a config describes it, defaults filled in. Options are Keras's. */
export type LayerSpec = { readonly name: string } & (
  | {
      readonly type: 'Dense';
      readonly units: number;
      readonly activation: ActivationSpec;
      readonly use_bias: boolean;
      readonly kernel_initializer: InitializerSpec;
      readonly bias_initializer: InitializerSpec;
    }
  | { readonly type: 'Activation'; readonly activation: ActivationSpec }
  | { readonly type: 'Flatten' }
  | { readonly type: 'Dropout'; readonly rate: number; readonly seed?: number | undefined }
);

export interface Layer {
  readonly name: string;
  readonly type: LayerSpec['type'];
  readonly stages: readonly Stage[];
  /** Of one example. */
  readonly outputShape: readonly number[];
}

/**
 * @param inputShape shape of one example
 * @param m examples in the batch
 * @param random the config's stream; a Dense layer draws its kernel as (units, inputs), then its bias
 * @throws Problem where the layer cannot follow that shape
 */
export function buildLayer(
  spec: LayerSpec,
  inputShape: readonly number[],
  m: number,
  random: RandomState,
): Layer {
  const { name, type } = spec;
  const size = sizeOf(inputShape);
  switch (spec.type) {
    case 'Dense': {
      const inputs = inputShape.at(-1);
      if (inputs === undefined) {
        throw new Problem(
          'config.shape',
          `${name} (Dense) needs at least one axis of features, but one example has shape ${formatShape(inputShape)}. Choose a dataset whose examples are arrays.`,
        );
      }
      const outputShape = [...inputShape.slice(0, -1), spec.units];
      const kernel = drawKernel(spec.kernel_initializer, inputs, spec.units, random);
      const bias = spec.use_bias ? drawBias(spec.bias_initializer, inputs, spec.units, random) : null;
      const dense = new Dense(size / inputs, kernel, bias);
      return { name, type, outputShape, stages: [dense, ...activationStages(spec.activation, outputShape)] };
    }
    case 'Activation':
      return { name, type, outputShape: inputShape, stages: activationStages(spec.activation, inputShape) };
    case 'Flatten':
      return { name, type, outputShape: [size], stages: [new Scaling(size, null)] };
    case 'Dropout':
      return {
        name,
        type,
        outputShape: inputShape,
        stages: [new Scaling(size, dropoutMask(spec, m * size))],
      };
  }
}

function drawKernel(spec: InitializerSpec, inputs: number, units: number, random: RandomState): Parameter {
  const drawn = draw(spec, inputs * units, inputs, units, random);
  const values = new Float64Array(inputs * units);
  for (let j = 0; j < units; j++) {
    for (let i = 0; i < inputs; i++) values[i * units + j] = drawn[j * inputs + i] as number;
  }
  return { name: 'kernel', shape: [inputs, units], values };
}

function drawBias(spec: InitializerSpec, inputs: number, units: number, random: RandomState): Parameter {
  return { name: 'bias', shape: [units], values: draw(spec, units, inputs, units, random) };
}

function activationStages(spec: ActivationSpec, shape: readonly number[]): Stage[] {
  const size = sizeOf(shape);
  if (spec.name === 'linear') return [];
  if (spec.name === 'softmax') return [new Softmax(size, shape.at(-1) ?? 1)];
  return [new Elementwise(size, activation(spec.name, spec.negative_slope ?? 0))];
}

/** Inverted dropout: kept entries are divided by the probability of keeping them. */
function dropoutMask(spec: { rate: number; seed?: number | undefined }, n: number): Float64Array | null {
  if (spec.seed === undefined) return null;
  const keep = 1 - spec.rate;
  return new RandomState(spec.seed).uniform(0, 1, n).map((value) => (value < keep ? 1 / keep : 0));
}
