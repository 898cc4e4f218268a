import type { Config } from '../config/schema.ts';
import { type ConfigPath, Problem } from '../core/problem.ts';
import { formatShape, sizeOf, type Tensor } from '../core/tensor.ts';
import type { ArrayPair } from '../data/arrayPair.ts';
import type { ArraySource } from '../data/arraySource.ts';
import type { Batch } from '../data/batch.ts';
import { chooseArrays } from '../data/chooseArrays.ts';
import { readBatch } from '../data/dataset.ts';
import type { DatasetSection } from '../data/datasetSection.ts';
import type { Permuting } from '../data/drawExamples.ts';
import { matchExamples } from '../data/exampleAxes.ts';
import { flattenExamples } from '../data/flattenExamples.ts';

/** Where the examples come from, known before any is drawn: parameters come first in the random stream. */
export interface ModelInput {
  /** Shape of one example as the first layer takes it. */
  readonly shape: readonly number[];
  /** Examples that will be in the batch. */
  readonly m: number;
  read(random: Permuting): { batch: Batch; x: Tensor };
}

/** The examples of the config's dataset. */
export async function datasetInput(
  config: Config,
  open: (path: ConfigPath, file: string) => Promise<ArraySource>,
): Promise<ModelInput> {
  const section = config.dataset;
  if (section === undefined) {
    throw config.code?.kind === 'recorded'
      ? new Problem(
          'recorded.batch',
          `${config.code.file} holds no batch, and the config names no dataset. Write the examples beside the gradients, as /batch/x and /batch/y; or add a dataset, such as "dataset": { "file": "data/train.h5" }.`,
          { path: ['code', 'recorded'] },
        )
      : new Problem(
          'config.missing',
          'The config names no dataset. Add one, such as "dataset": { "file": "data/train.h5" }.',
        );
  }
  return describe(config, await open(['dataset', 'file'], section.file), section);
}

/** The batch that was written beside recorded gradients; null where there is none. */
export function recordedInput(config: Config, source: ArraySource): ModelInput | null {
  const names = source.datasets().map(({ path }) => path);
  if (!names.includes('batch/x')) return null;
  const here: ConfigPath = ['code', 'recorded'];
  return about(here, () => {
    if (!names.includes('batch/y')) {
      throw new Problem(
        'recorded.missing',
        'The file has /batch/x but no /batch/y. Write the labels of the same examples there, one for each.',
      );
    }
    const x = source.info('batch/x').shape;
    const total = matchExamples(x, source.info('batch/y').shape)?.total ?? 0;
    const input = describe(config, source, {
      features: 'batch/x',
      labels: 'batch/y',
      examples: Array.from({ length: total }, (_, i) => i),
      order: config.dataset?.order ?? 'C',
    });
    return {
      ...input,
      read: (random) => {
        const { batch, x } = about(here, () => input.read(random));
        return { batch: { ...batch, notes: batch.notes.map((note) => ({ ...note, path: here })) }, x };
      },
    };
  });
}

/** Whatever goes wrong in a file of recorded gradients is about `code.recorded`, not about a dataset. */
function about<Result>(path: ConfigPath, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof Problem ? error.at(path) : error;
  }
}

function describe(config: Config, source: ArraySource, section: DatasetSection): ModelInput {
  const pair = chooseArrays(source, section);
  const shape = inputShape(config, exampleShape(pair));
  const { examples } = section;
  return {
    shape,
    m: typeof examples === 'number' ? examples : examples.length,
    read: (random) => {
      const batch = readBatch(source, section, random, pair);
      const { data } = flattensFirst(config)
        ? flattenExamples(batch.features, section.order)
        : batch.features;
      return { batch, x: { shape: [batch.examples.length, ...shape], data } };
    },
  };
}

/** What is left of the features without their axis of examples; a vector holds one number an example. */
function exampleShape({ features, axes }: ArrayPair): readonly number[] {
  const shape = features.shape.filter((_, axis) => axis !== axes.features);
  return shape.length === 0 ? [1] : shape;
}

/** A first Dense layer takes an example as one row; so does Flatten, and `order` says in which order. */
function flattensFirst(config: Config): boolean {
  const first = config.model?.layers[0]?.type;
  return first === 'Dense' || first === 'Flatten';
}

/** @throws Problem where the config expects another shape than the data has, with both */
function inputShape(config: Config, example: readonly number[]): readonly number[] {
  const expected = config.model?.input_shape;
  const given = flattensFirst(config) ? [sizeOf(example)] : example;
  if (expected === undefined) return given;
  if (sizeOf(expected) === sizeOf(example)) return flattensFirst(config) ? given : expected;
  const sizes = inputSizePath(config);
  const count = example.length > 1 ? `, that is ${sizeOf(example)} numbers` : '';
  throw new Problem(
    'config.shape',
    `The network expects ${expected.length === 1 ? `${expected[0]} inputs` : `inputs of shape ${formatShape(expected)}`}, but one example of the data has shape ${formatShape(example)}${count}. ${sizes ? `Write ${given[0]} here, or put it in front if ${expected[0]} is a hidden layer;` : `Write [${example.join(', ')}] here,`} or choose other features.`,
    { path: sizes ?? ['model', 'input_shape'] },
  );
}

/** Where the first of a list of sizes stands; null where the shape is that of `input_shape`. */
function inputSizePath({ model }: Config): ConfigPath | null {
  const first = model?.layers[0]?.path ?? [];
  return first[1] === 'layers' ? null : [...first.slice(0, -1), 0];
}
