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
  /** How many classes there are among all labels of the file, whichever were chosen; null where none. */
  readonly classes?: number | null;
}

const path = ['dataset', 'labels'];

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
  const outside = labels.data.find((label) => !Number.isInteger(label) || label < 0 || label >= classes);
  // Labels that were not chosen this time count too: the next draw may choose them.
  const largest = (labels.classes ?? 0) - 1;
  if (outside !== undefined || largest >= classes) {
    const found = outside === undefined ? `The labels go up to ${largest}` : `A label is ${outside}`;
    const advice =
      classes === 1
        ? 'The output has 1 unit; with binary labels use "binary_crossentropy" and a sigmoid.'
        : `The output has ${classes} units, so labels must be whole numbers from 0 to ${classes - 1}. ${countedFromOne(Math.max(largest, outside ?? 0) === classes, classes)}`;
    throw new Problem('dataset.labels', `${found}, which ${loss.name} cannot use. ${advice}`, { path });
  }
  const targets = new Float64Array(labels.data.length * classes);
  for (const [row, label] of labels.data.entries()) targets[row * classes + label] = 1;
  return targets;
}

function countedFromOne(likely: boolean, classes: number): string {
  return likely
    ? `If they are numbered from 1, subtract 1; otherwise give the last layer ${classes + 1} units.`
    : 'Give the last layer one unit for each class, and number the classes from 0.';
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
      { path },
    );
  }
  return labels.data;
}

function requireProbabilities(labels: Labels): void {
  const outside = labels.data.find((value) => value < 0 || value > 1);
  const several = labels.integers && (labels.classes ?? 0) > 2;
  if (outside === undefined && !several) return;
  const found =
    outside === undefined ? `The labels go up to ${(labels.classes ?? 0) - 1}` : `A label is ${outside}`;
  throw new Problem(
    'dataset.labels',
    `${found}, but binary_crossentropy needs 0 or 1. ${binaryAdvice(outside ?? 2, labels)}`,
    { path },
  );
}

function binaryAdvice(outside: number, { integers, classes }: Labels): string {
  if (outside < 0 && integers) return 'Write labels of −1 and 1 as 0 and 1.';
  if (!Number.isInteger(outside)) return 'With real-valued targets use "mean_squared_error".';
  const fromOne = classes === 3 ? 'If the labels are 1 and 2, write them as 0 and 1. ' : '';
  return `${fromOne}With several classes use a softmax layer with one unit for each class and "sparse_categorical_crossentropy".`;
}

function mismatch(labels: Labels, outputShape: readonly number[], loss: LossSpec): Problem {
  const m = labels.shape[0] as number;
  const width = labels.data.length / m;
  const flatten = outputShape.length > 1 ? 'Put a Flatten layer before the last one, give' : 'Give';
  return new Problem(
    'config.outputShape',
    `The last layer gives ${formatShape(outputShape)} for one example, but a label has ${formatShape(labels.shape.length === 1 ? [1] : labels.shape.slice(1))}, and ${loss.name} compares them number by number. ${flatten} the last layer ${width} unit${width === 1 ? '' : 's'}, or choose another loss.`,
  );
}
