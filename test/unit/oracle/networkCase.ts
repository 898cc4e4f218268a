import fc from 'fast-check';
import type { ActivationSpec } from '../../../src/core/activations.ts';
import type { InitializerSpec } from '../../../src/core/initializers.ts';
import type { LayerSpec } from '../../../src/core/layers/buildLayer.ts';
import { lossOf } from '../../../src/core/losses/chooseLoss.ts';
import type { LossSpec } from '../../../src/core/losses/loss.ts';
import { type Labels, readTargets } from '../../../src/core/losses/targets.ts';
import { Network } from '../../../src/core/network.ts';
import { RandomState } from '../../../src/core/random.ts';
import { sizeOf } from '../../../src/core/tensor.ts';
import { ReferenceSubject } from '../../../src/subjects/referenceSubject.ts';

/** A network and a batch, as plain data: it can be printed by a failing test, and sent to another language. */
export interface NetworkCase {
  /** Of the parameters, as a config's. */
  readonly seed: number;
  readonly inputShape: readonly number[];
  readonly m: number;
  readonly layers: readonly LayerSpec[];
  readonly l2: number;
  readonly loss: LossSpec;
  /** (m, …inputShape), row-major. */
  readonly x: readonly number[];
  readonly labels: { readonly shape: readonly number[]; readonly data: readonly number[] };
}

/** What decides how a random network behaves numerically. */
export interface CaseOptions {
  /** Standard deviations of the features to choose from. */
  readonly scales?: readonly number[];
  readonly activations?: readonly ActivationSpec['name'][];
  readonly kernels?: readonly InitializerSpec[];
  readonly biases?: readonly InitializerSpec[];
  readonly penalties?: readonly number[];
  /** A softmax over one unit is constant, and its gradient nothing but 0. */
  readonly fewestUnits?: number;
}

const everyActivation = ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'softmax'] as const;
const everyKernel: readonly InitializerSpec[] = [
  { name: 'glorot_uniform' },
  { name: 'glorot_normal' },
  { name: 'he_normal' },
  { name: 'random_normal', mean: 0.1, stddev: 0.5 },
  { name: 'random_uniform', minval: -0.7, maxval: 0.4 },
];
const everyBias: readonly InitializerSpec[] = [
  { name: 'zeros' },
  { name: 'constant', value: -0.25 },
  { name: 'random_normal', mean: 0, stddev: 0.1 },
];

/** Random networks of one to four layers with parameters, every activation, loss and shape in between. */
export function networkCases(options: CaseOptions = {}): fc.Arbitrary<NetworkCase> {
  const hidden = fc.array(hiddenLayer(options), { maxLength: 4 });
  const shape = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.integer({ min: 1, max: 6 })) },
    { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constant(2), fc.constant(2), fc.integer({ min: 1, max: 3 })) },
  );
  return fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      inputShape: shape,
      m: fc.integer({ min: 1, max: 7 }),
      hidden,
      last: outputLayer(options),
      l2: fc.constantFrom(...(options.penalties ?? [0, 0, 0.01])),
      scale: fc.constantFrom(...(options.scales ?? [1])),
      soft: fc.boolean(),
    })
    .map(({ hidden, last, soft, scale, ...rest }) => {
      const layers = [...hidden, last.layer].map((layer, k) => ({ ...layer, name: `layer${k + 1}` }));
      const data = new RandomState((rest.seed ^ 0x5eed) >>> 0);
      const x = data.randn(rest.m * sizeOf(rest.inputShape)).map((value) => scale * value);
      const { outputShape } = new Network(layers, rest.inputShape, rest.m, 0, new RandomState(0));
      const labels = drawLabels(last.loss, outputShape, rest.m, soft, data);
      return { ...rest, layers, loss: last.loss, x: [...x], labels };
    });
}

/** The network, its batch and the subject that a check of it takes. */
export function build(from: NetworkCase) {
  const { layers, inputShape, m, l2, loss: spec } = from;
  const network = new Network(layers, inputShape, m, l2, new RandomState(from.seed));
  const labels: Labels = {
    shape: from.labels.shape,
    data: Float64Array.from(from.labels.data),
    integers: from.labels.data.every(Number.isInteger),
  };
  const loss = lossOf(spec, network.outputShape.at(-1) ?? 1);
  const targets = readTargets(labels, spec, network.outputShape);
  const x = Float64Array.from(from.x);
  return { network, loss, targets, x, m, subject: new ReferenceSubject(network, loss, { m, x, targets }) };
}

type NamelessLayer = LayerSpec extends infer Spec
  ? Spec extends LayerSpec
    ? Omit<Spec, 'name'>
    : never
  : never;

function activationSpec(names: readonly ActivationSpec['name'][]): fc.Arbitrary<ActivationSpec> {
  return fc
    .constantFrom(...names)
    .map((name) => (name === 'leaky_relu' ? { name, negative_slope: 0.2 } : { name }));
}

function dense(options: CaseOptions, activation: fc.Arbitrary<ActivationSpec>, mostUnits = 5) {
  return fc.record({
    type: fc.constant('Dense' as const),
    units: fc.integer({ min: Math.min(options.fewestUnits ?? 1, mostUnits), max: mostUnits }),
    activation,
    use_bias: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    kernel_initializer: fc.constantFrom(...(options.kernels ?? everyKernel)),
    bias_initializer: fc.constantFrom(...(options.biases ?? everyBias)),
  });
}

function hiddenLayer(options: CaseOptions): fc.Arbitrary<NamelessLayer> {
  const activation = activationSpec(options.activations ?? everyActivation);
  return fc.oneof(
    { weight: 5, arbitrary: dense(options, activation) },
    { weight: 1, arbitrary: activation.map((spec) => ({ type: 'Activation' as const, activation: spec })) },
    { weight: 1, arbitrary: fc.constant({ type: 'Flatten' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('Dropout' as const),
        rate: fc.constantFrom(0, 0.25, 0.5),
        seed: fc.constantFrom(undefined, 0, 3),
      }),
    },
  );
}

function outputLayer(options: CaseOptions): fc.Arbitrary<{ layer: NamelessLayer; loss: LossSpec }> {
  const ending = (names: readonly ActivationSpec['name'][], loss: LossSpec, mostUnits = 4) =>
    dense(options, activationSpec(names), mostUnits).map((layer) => ({ layer, loss }));
  return fc.oneof(
    ending(['sigmoid'], { name: 'binary_crossentropy', from_logits: false }, 2),
    ending(['linear'], { name: 'binary_crossentropy', from_logits: true }, 2),
    ending(['softmax'], { name: 'categorical_crossentropy', from_logits: false }),
    ending(['linear'], { name: 'categorical_crossentropy', from_logits: true }),
    ending(['softmax'], { name: 'sparse_categorical_crossentropy', from_logits: false }),
    ending(['linear'], { name: 'sparse_categorical_crossentropy', from_logits: true }),
    ending(options.activations ?? everyActivation, { name: 'mean_squared_error', from_logits: false }),
  );
}

function drawLabels(
  loss: LossSpec,
  outputShape: readonly number[],
  m: number,
  soft: boolean,
  random: RandomState,
): NetworkCase['labels'] {
  const size = sizeOf(outputShape);
  const classes = outputShape.at(-1) as number;
  const rows = (m * size) / classes;
  const index = () => Math.floor(random.double() * classes);
  switch (loss.name) {
    case 'binary_crossentropy':
      return {
        shape: [m, size],
        data: Array.from({ length: m * size }, () => (soft ? random.double() : Math.round(random.double()))),
      };
    case 'sparse_categorical_crossentropy':
      return { shape: [m, size / classes], data: Array.from({ length: rows }, index) };
    case 'categorical_crossentropy': {
      // One column would be taken for indices, of which there is one: 0.
      if (classes === 1) return { shape: [m, size], data: Array.from({ length: rows }, () => 0) };
      const data = Array.from({ length: rows }, () => {
        const chosen = index();
        const weights = Array.from({ length: classes }, (_, k) =>
          soft ? random.double() : Number(k === chosen),
        );
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        return weights.map((weight) => weight / total);
      });
      return { shape: [m, size], data: data.flat() };
    }
    case 'mean_squared_error':
      return { shape: [m, size], data: [...random.randn(m * size)] };
  }
}
