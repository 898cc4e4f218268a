import { basename } from 'node:path';
import { type ConfigPath, Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArrayPair } from './arrayPair.ts';
import type { ArrayInfo, ArraySource } from './arraySource.ts';
import type { DatasetSection } from './datasetSection.ts';
import { matchExamples } from './exampleAxes.ts';
import { guessPair } from './guessPair.ts';
import { listNames } from './listNames.ts';
import { locate } from './locate.ts';

const labelsPath: ConfigPath = ['dataset', 'labels'];

/**
 * The two arrays that the config names, or the only sensible pair of what it leaves open.
 * Throws `dataset.pair` when there is none or more than one, `dataset.labels` when the numbers of examples differ.
 */
export function chooseArrays(source: ArraySource, section: DatasetSection): ArrayPair {
  const features = named(source, section, 'features');
  const labels = named(source, section, 'labels');
  if (!features || !labels) return guessPair(source, { features, labels }, section.examples_axis);
  const axes = matchExamples(features.shape, labels.shape, section.examples_axis);
  if (axes) return { features, labels, axes };
  const fitting = source
    .datasets()
    .filter((other) => other.kind !== 'other' && other.path !== features.path)
    .filter((other) => matchExamples(features.shape, other.shape, section.examples_axis));
  const axis = section.examples_axis ? ` on its ${section.examples_axis} axis (\`examples_axis\`)` : '';
  const remedy =
    fitting.length > 0
      ? `Of as many examples: ${listNames(fitting)}.`
      : `Nothing in ${basename(source.file)} has as many examples as these features.`;
  throw new Problem(
    'dataset.labels',
    `The labels ${labels.path} ${formatShape(labels.shape)} do not belong to the features ` +
      `${features.path} ${formatShape(features.shape)}: they are not as many${axis}. ${remedy}`,
    { path: labelsPath },
  );
}

function named(
  source: ArraySource,
  section: DatasetSection,
  key: 'features' | 'labels',
): ArrayInfo | undefined {
  const name = section[key];
  if (name === undefined) return undefined;
  const path: ConfigPath = ['dataset', key];
  if (typeof name === 'number') {
    throw new Problem(
      'data.name',
      `A column's number is for .csv files. Name a dataset of ${basename(source.file)}: ${listNames(source.datasets())}.`,
      { path },
    );
  }
  return locate(path, () => source.info(name));
}
