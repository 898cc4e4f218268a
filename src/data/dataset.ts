import { formatShape, type Tensor } from '../core/tensor.ts';
import type { ArrayPair } from './arrayPair.ts';
import type { ArraySource } from './arraySource.ts';
import { assertFinite } from './assertFinite.ts';
import type { Batch, BatchNote } from './batch.ts';
import { chooseArrays } from './chooseArrays.ts';
import { chooseExamples } from './chooseExamples.ts';
import type { DatasetSection } from './datasetSection.ts';
import type { Permuting } from './drawExamples.ts';
import { LabelReader } from './labelReader.ts';
import { locate } from './locate.ts';
import { readRows } from './readRows.ts';
import { scaleFeatures } from './scaleFeatures.ts';

/**
 * Reads the chosen examples, and nothing else but a vector of labels.
 * Throws a `Problem` about a value under `dataset`.
 */
export function readBatch(
  source: ArraySource,
  section: DatasetSection,
  random: Permuting,
  { features, labels, axes }: ArrayPair = chooseArrays(source, section),
): Batch {
  const reader = locate(['dataset', 'labels'], () => new LabelReader(source, labels, axes));
  const notes: BatchNote[] = pairNotes({ features, labels, axes }, section);

  const { examples, note } = locate(['dataset', 'labels'], () =>
    chooseExamples(section.examples, features, axes.total, random, reader),
  );
  if (note) notes.push(note);

  const y = locate(['dataset', 'labels'], () => reader.read(examples));
  assertFinite(labels.path, y, examples, ['dataset', 'labels']);
  const x = locate(['dataset', 'features'], () =>
    withFeatureAxis(readRows(source, features, axes.features, examples)),
  );
  assertFinite(features.path, x, examples, ['dataset', 'features']);

  const { features: scaled, found } =
    section.scale === undefined ? { features: x, found: null } : scaleFeatures(x, section.scale);
  if (found) {
    const message = `The features were standardized by the mean ${found.mean} and the standard deviation ${found.std} of the examples chosen.`;
    notes.push({ code: 'dataset.standardized', message, path: ['dataset', 'scale'] });
  }
  return { features: scaled, labels: { ...y, ...reader.kindOf(y) }, examples, total: axes.total, notes };
}

/** A vector is one feature of each example. */
function withFeatureAxis(rows: Tensor): Tensor {
  return rows.shape.length === 1 ? { ...rows, shape: [...rows.shape, 1] } : rows;
}

function pairNotes({ features, labels, axes }: ArrayPair, section: DatasetSection): BatchNote[] {
  const notes: BatchNote[] = [];
  if (section.features === undefined || section.labels === undefined) {
    const message = `Features are ${features.path}, labels are ${labels.path}: the pair that fits best. Name them to be sure.`;
    notes.push({ code: 'dataset.guessed', message, path: ['dataset'] });
  }
  if (axes.ambiguous) {
    const message =
      `${features.path} ${formatShape(features.shape)} fits ${labels.path} ${formatShape(labels.shape)} by its first and by its last axis; ` +
      `the ${axes.features === 0 ? 'first' : 'last'} was taken for the examples, ${axes.total} of them. Set "examples_axis" to "first" or "last" to say which.`;
    notes.push({ severity: 'warning', code: 'dataset.axis', message, path: ['dataset', 'features'] });
  }
  return notes;
}
