import type { NetworkConfig } from '../config/schema.ts';
import type { LayerSpec } from '../core/layers/buildLayer.ts';
import { defaultLoss } from '../core/losses/chooseLoss.ts';
import type { LossSpec } from '../core/losses/loss.ts';
import { type Labels, readTargets } from '../core/losses/targets.ts';
import { Network } from '../core/network.ts';
import { Problem } from '../core/problem.ts';
import type { RandomState } from '../core/random.ts';
import { locate } from '../data/locate.ts';
import { lastActivated } from './lossNotes.ts';
import type { ModelInput } from './modelInput.ts';

/**
 * The network that a config describes, its parameters drawn.
 *
 * @throws Problem at the layer that cannot follow
 */
export function buildNetwork(config: NetworkConfig, input: ModelInput, random: RandomState): Network {
  const { layers, initializer, l2 } = config.model;
  const specs = layers.map(
    (layer): LayerSpec =>
      layer.type === 'Dense'
        ? { kernel_initializer: initializer.kernel, bias_initializer: initializer.bias, ...layer }
        : layer,
  );
  try {
    const network = new Network(specs, input.shape, input.m, l2, random);
    refuseConstantSoftmax(config, network);
    if (network.tensors.length > 0) return network;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    throw problem.at(layers[problem.path[0] as number]?.path ?? ['model']);
  }
  throw new Problem(
    'config.noParameters',
    'No layer of this model has parameters, so there is no gradient to check. Add a Dense layer.',
    {
      path: ['model'],
    },
  );
}

/** @throws Problem where a softmax has a single unit: its output is 1 whatever goes in */
function refuseConstantSoftmax(config: NetworkConfig, network: Network): void {
  for (const [k, layer] of config.model.layers.entries()) {
    const softmax = 'activation' in layer && layer.activation.name === 'softmax';
    if (!softmax || network.layers[k]?.outputShape.at(-1) !== 1) continue;
    throw new Problem(
      'config.value',
      `A softmax over 1 unit is always 1, whatever goes in, so that ${layer.name} could never learn. Write "sigmoid" for two classes in one unit, or give it one unit for each class.`,
      { path: [k] },
    );
  }
}

/** The loss of a config, and the labels as it takes them. */
export function lossAndTargets(
  config: NetworkConfig,
  network: Network,
  labels: Labels,
): { spec: LossSpec; targets: Float64Array } {
  const last = config.model.layers.at(-1);
  const activation = lastActivated(config)?.activation.name ?? 'linear';
  const spec = config.model.loss ?? defaultLoss(activation, labels, network.outputShape.at(-1) ?? 1);
  const targets = locate(last?.path ?? ['model'], () => readTargets(labels, spec, network.outputShape));
  return { spec, targets };
}
