import { binaryCrossentropy, binaryCrossentropyFromLogits } from './binaryCrossentropy.ts';
import { categoricalCrossentropy, categoricalCrossentropyFromLogits } from './categoricalCrossentropy.ts';
import type { Loss, LossSpec } from './loss.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import type { Labels } from './targets.ts';

/** @param classes extent of the output's last axis */
export function lossOf(spec: LossSpec, classes: number): Loss {
  switch (spec.name) {
    case 'binary_crossentropy':
      return spec.from_logits ? binaryCrossentropyFromLogits : binaryCrossentropy;
    case 'categorical_crossentropy':
    case 'sparse_categorical_crossentropy':
      // Targets are one-hot by now; the two losses are one.
      return spec.from_logits ? categoricalCrossentropyFromLogits(classes) : categoricalCrossentropy(classes);
    case 'mean_squared_error':
      return meanSquaredError;
  }
}

/**
 * The loss where the config names none: what belongs to the last activation; after any other than sigmoid
 * and softmax, indices of several classes mean logits, and everything else is a regression.
 */
export function defaultLoss(lastActivation: string, labels: Labels, classes: number): LossSpec {
  const width = labels.data.length / (labels.shape[0] as number);
  if (lastActivation === 'sigmoid') return { name: 'binary_crossentropy', from_logits: false };
  if (lastActivation === 'softmax') {
    const name = width === 1 && classes > 1 ? 'sparse_categorical_crossentropy' : 'categorical_crossentropy';
    return { name, from_logits: false };
  }
  if (width === 1 && classes > 1 && labels.integers) {
    return { name: 'sparse_categorical_crossentropy', from_logits: true };
  }
  return { name: 'mean_squared_error', from_logits: false };
}
