import type { NetworkConfig } from '../config/schema.ts';
import type { LossSpec } from '../core/losses/loss.ts';
import type { ConfigPath } from '../core/problem.ts';
import type { Note } from '../report/note.ts';

/** The layer whose activation the loss is given: Flatten and Dropout have none. */
export function lastActivated({ model }: NetworkConfig) {
  return model.layers.findLast((layer) => 'activation' in layer);
}

/** Says where a loss is given something other than it takes: the gradient can be right all the same. */
export function lossNotes(config: NetworkConfig, loss: LossSpec): Note[] {
  const { model } = config;
  const layer = lastActivated(config);
  if (layer === undefined || loss.name === 'mean_squared_error') return [];
  const { name } = layer.activation;
  const probabilities = name === 'sigmoid' || name === 'softmax';
  const expected = loss.name === 'binary_crossentropy' ? 'sigmoid' : 'softmax';
  const path: ConfigPath = model.loss ? ['model', 'loss'] : layer.path;
  if (loss.from_logits && probabilities) {
    return [
      {
        severity: 'warning',
        code: 'loss.doubleActivation',
        message: `With "from_logits" ${loss.name} applies the ${expected} itself, but ${layer.name} already ends in a ${name}: both are applied, one after the other. The gradients are those of that cost, and it is hardly the cost that was meant. Make the activation of ${layer.name} "linear", or take "from_logits" away.`,
        path,
        layer: layer.name,
      },
    ];
  }
  if (!loss.from_logits && !probabilities) {
    return [
      {
        severity: 'warning',
        code: 'loss.notProbabilities',
        message: `${loss.name} takes the logarithm of probabilities, but the activation of ${layer.name} is ${name}, which also gives numbers below 0 or above 1. Make it "${expected}"; or ${name === 'linear' ? '' : 'make it "linear" and '}let the loss work from logits, as { "name": "${loss.name}", "from_logits": true }.`,
        path,
        layer: layer.name,
      },
    ];
  }
  return [];
}
