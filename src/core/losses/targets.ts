import { Problem } from '../problem.ts';
import { formatShape } from '../tensor.ts';
import type { LossSpec } from './loss.ts';

/** Labels as they came from a file. */
export interface Labels {
  /** (m,) or (m, width) */
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** Every label is a whole number. */
  readonly integers: boolean;
}

/**
 * Targets as the losses take them: as many numbers as the network's output has. Indices become one-hot for
 * the categorical losses, so that both kinds of labels serve both of them.
 *
 * @param outputShape shape of the network's output for one example
 * @throws Problem where the labels do not fit the output, with both shapes
 */
export function readTargets(labels: Labels, loss: LossSpec, outputShape: readonly number[]): Float64Array {
  const m = labels.shape[0] as number;
  const size = outputShape.reduce((product, extent) => product * extent, 1);
  const classes = outputShape.at(-1) as number;
  const categorical =
    loss.name === 'categorical_crossentropy' || loss.name === 'sparse_categorical_crossentropy';
  const given = labels.data.length;
  if (categorical) {
    const indices =
      given === (m * size) / classes && !(classes === 1 && given === m * size && !labels.integers);
    return indices ? oneHot(labels, classes, loss) : distribution(labels, m * size, outputShape, loss);
  }
  if (given !== m * size) throw mismatch(labels, outputShape, loss);
  if (loss.name === 'binary_crossentropy') requireProbabilities(labels);
  return labels.data;
}

function oneHot(labels: Labels, classes: number, loss: LossSpec): Float64Array {
  const targets = new Float64Array(labels.data.length * classes);
  for (const [row, label] of labels.data.entries()) {
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const fits =
        classes === 1
          ? 'The output has 1 unit; with binary labels use "binary_crossentropy" and a sigmoid.'
          : `The output has ${classes} units, so labels must be whole numbers from 0 to ${classes - 1}. Give the last layer one unit for each class, or number the classes from 0.`;
      throw new Problem('dataset.labels', `A label is ${label}, which ${loss.name} cannot use. ${fits}`, {
        path: ['dataset', 'labels'],
      });
    }
    targets[row * classes + label] = 1;
  }
  return targets;
}

function distribution(
  labels: Labels,
  size: number,
  outputShape: readonly number[],
  loss: LossSpec,
): Float64Array {
  if (labels.data.length !== size) throw mismatch(labels, outputShape, loss);
  const negative = labels.data.find((value) => value < 0);
  if (negative !== undefined) {
    throw new Problem(
      'dataset.labels',
      `A one-hot label holds ${negative}, but ${loss.name} needs numbers from 0 to 1 that sum to 1.`,
      { path: ['dataset', 'labels'] },
    );
  }
  return labels.data;
}

function requireProbabilities(labels: Labels): void {
  const outside = labels.data.find((value) => value < 0 || value > 1);
  if (outside === undefined) return;
  const advice = Number.isInteger(outside)
    ? 'With several classes use a softmax layer with one unit for each class and "sparse_categorical_crossentropy"; labels of −1 and 1 become 0 and 1.'
    : 'With real-valued targets use "mean_squared_error".';
  throw new Problem(
    'dataset.labels',
    `A label is ${outside}, but binary_crossentropy needs 0 or 1. ${advice}`,
    {
      path: ['dataset', 'labels'],
    },
  );
}

function mismatch(labels: Labels, outputShape: readonly number[], loss: LossSpec): Problem {
  const m = labels.shape[0] as number;
  const width = labels.data.length / m;
  return new Problem(
    'config.outputShape',
    `The last layer gives ${formatShape(outputShape)} for one example, but a label has ${formatShape(labels.shape.length === 1 ? [1] : labels.shape.slice(1))}, and ${loss.name} compares them number by number. Give the last layer ${width} unit${width === 1 ? '' : 's'}, or choose another loss.`,
  );
}
