import { basename } from 'node:path';
import { Problem } from '../core/problem.ts';
import { formatShape, sizeOf } from '../core/tensor.ts';
import type { ArrayPair } from './arrayPair.ts';
import type { ArrayInfo, ArraySource } from './arraySource.ts';
import { type ExamplesAxis, matchExamples } from './exampleAxes.ts';
import { listNames } from './listNames.ts';

const featureWords = new Set(['x', 'feature', 'features', 'image', 'images', 'data', 'input', 'inputs']);
const labelWords = new Set(['y', 'label', 'labels', 'target', 'targets', 'class', 'classes']);

const listedAtMost = 5;

/**
 * The pair of features and labels that is meant, where the config names one of them or none: arrays of as many
 * examples, the features with two axes or more, the labels one number an example or smaller than the features.
 * Of several such pairs, the one whose names say so. Throws `dataset.pair` when there is none, or no single best.
 */
export function guessPair(
  source: ArraySource,
  given: { readonly features: ArrayInfo | undefined; readonly labels: ArrayInfo | undefined },
  examplesAxis: ExamplesAxis | undefined,
): ArrayPair {
  const numeric = source.datasets().filter((info) => info.kind !== 'other');
  const features = given.features ? [given.features] : numeric.filter((info) => info.shape.length >= 2);
  const labels = given.labels ? [given.labels] : numeric;
  const scored: { pair: ArrayPair; score: number }[] = [];
  for (const x of features) {
    for (const y of labels) {
      if (x.path === y.path || (!given.labels && sizeOf(y.shape) >= sizeOf(x.shape))) continue;
      const axes = matchExamples(x.shape, y.shape, examplesAxis);
      if (axes && axes.total > 0)
        scored.push({ pair: { features: x, labels: y, axes }, score: scoreOf(x, y) });
    }
  }
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
  const pairs = scored.filter(({ score }) => score === best).map(({ pair }) => pair);
  const [pair, ...others] = pairs;
  if (pair && others.length === 0) return pair;
  throw pair ? severalPairs(source, pairs) : noPair(source, given);
}

/** How clearly two names say that they are features and their labels. */
function scoreOf(features: ArrayInfo, labels: ArrayInfo): number {
  const [x, y] = [wordsOf(features.path), wordsOf(labels.path)];
  const saysFeatures = x.some((word) => featureWords.has(word));
  const saysLabels = y.some((word) => labelWords.has(word));
  const restOf = (words: string[], known: Set<string>) => words.filter((word) => !known.has(word)).join();
  const sameRest = restOf(x, featureWords) === restOf(y, labelWords);
  return Number(saysFeatures) + Number(saysLabels) + Number(saysFeatures && saysLabels && sameRest);
}

/** `train_set/X1` is train, set, x and 1; so is `trainSetX1`. */
function wordsOf(path: string): string[] {
  const parts = path.replace(/([a-z])([A-Z])/g, '$1 $2').match(/[a-z]+|\d+/gi);
  return (parts ?? []).map((word) => word.toLowerCase());
}

function severalPairs(source: ArraySource, pairs: readonly ArrayPair[]): Problem {
  const [first] = pairs as readonly [ArrayPair];
  const listed = pairs
    .slice(0, listedAtMost)
    .map(({ features, labels }) => `${features.path} with ${labels.path}`);
  const more = pairs.length > listed.length ? ` and ${pairs.length - listed.length} more` : '';
  return new Problem(
    'dataset.pair',
    `${basename(source.file)} has more than one pair of features and labels: ${listed.join(', ')}${more}. ` +
      `Say which, for example "features": "${first.features.path}", "labels": "${first.labels.path}".`,
    { path: ['dataset'] },
  );
}

function noPair(
  source: ArraySource,
  { features, labels }: { readonly features: ArrayInfo | undefined; readonly labels: ArrayInfo | undefined },
): Problem {
  const all = source.datasets();
  const name = basename(source.file);
  if (all.length === 0) {
    return new Problem(
      'dataset.pair',
      `${name} has no dataset in it. Name a file with features and labels.`,
      {
        path: ['dataset', 'file'],
      },
    );
  }
  const missing = features
    ? `labels of as many examples as the features ${features.path} ${formatShape(features.shape)}`
    : labels
      ? `features of as many examples as the labels ${labels.path} ${formatShape(labels.shape)}`
      : 'two arrays that look like features and labels of as many examples';
  return new Problem(
    'dataset.pair',
    `${name} has no ${missing}. It has: ${listNames(all)}. Name the two as "features" and "labels".`,
    { path: ['dataset'] },
  );
}
