import { sizeOf } from '../core/tensor.ts';
import type { ArrayPair } from '../data/arrayPair.ts';
import type { ArraySource } from '../data/arraySource.ts';
import { LabelReader } from '../data/labelReader.ts';
import { readRows } from '../data/readRows.ts';
import { formatValue } from '../report/formatNumber.ts';

/** What a config has to know of a dataset. */
export interface DatasetFacts {
  /** As the config names it. */
  readonly file: string;
  readonly features: string;
  readonly labels: string;
  readonly total: number;
  /** Shape of one example. */
  readonly example: readonly number[];
  /** Numbers in a label. */
  readonly width: number;
  /** How many classes; null where the labels are no classes. */
  readonly classes: number | null;
  readonly scale: FeatureScale | null;
}

export interface FeatureScale {
  readonly value: number | 'standardize';
  /** What was seen in the data. */
  readonly reason: string;
}

/** Examples that are looked at to see what the numbers are like. */
const sampled = 20;
/** Anything larger drives a sigmoid or tanh to where its derivative is 0, and then nothing is tested. */
const largeFeature = 10;
const mostClasses = 1000;

export function datasetFacts(
  file: string,
  source: ArraySource,
  { features, labels, axes }: ArrayPair,
): DatasetFacts {
  const some = Array.from({ length: Math.min(sampled, axes.total) }, (_, k) => k);
  const reader = new LabelReader(source, labels, axes);
  const y = reader.read(some);
  const { integers, classes } = reader.kindOf(y);
  const x = readRows(source, features, axes.features, some).data;
  const example = features.shape.filter((_, axis) => axis !== axes.features);
  return {
    file,
    features: features.path,
    labels: labels.path,
    total: axes.total,
    example: example.length === 0 ? [1] : example,
    width: sizeOf(y.shape.slice(1)),
    classes: integers && classes !== null && classes > 1 && classes <= mostClasses ? classes : null,
    scale: scaleOf(x, features.type === 'uint8', example.length > 1 || sizeOf(example) >= 64),
  };
}

/** @param many an example is an image, or has as many numbers as one */
function scaleOf(x: Float64Array, bytes: boolean, many: boolean): FeatureScale | null {
  const known = x.filter(Number.isFinite);
  const least = known.reduce((a, b) => Math.min(a, b), 0);
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  const pixels = least >= 0 && most <= 255 && most > 1 && known.every(Number.isInteger);
  if (pixels && (bytes || (many && most > 15)))
    return { value: 255, reason: 'they are pixels from 0 to 255' };
  const rms = Math.sqrt(known.reduce((sum, value) => sum + value * value, 0) / Math.max(1, known.length));
  if (!(rms > largeFeature)) return null;
  return {
    value: 'standardize',
    reason: `they go from ${formatValue(least, 3)} to ${formatValue(most, 3)}, where activations saturate`,
  };
}
