import * as z from 'zod';
import { object, path } from './object.ts';

const number = z.number({ error: 'a number, such as 0.5' });
const nonZero = (example: number) =>
  z.number({ error: `a number other than 0, such as ${example}` }).refine((value) => value !== 0);

const perFeature = <Item extends z.ZodType>(item: Item, accepted: string) =>
  z.union([item, z.array(item, { error: accepted }).min(1)], { error: accepted });

const scale = z.union(
  [
    nonZero(255),
    z.literal('standardize'),
    object('an object with "mean" and "std"', {
      mean: perFeature(number, 'a number or a list of one number per feature, such as 0.5').describe(
        'Subtracted from the features: one number, or one per feature. Required.',
      ),
      std: perFeature(
        nonZero(0.25),
        'a number other than 0 or a list of them, one per feature, such as 0.25',
      ).describe(
        'What the features are then divided by: one number other than 0, or one per feature. Required.',
      ),
    }),
  ],
  { error: 'a number to divide by, such as 255, or { "mean": 0.5, "std": 0.25 }, or "standardize"' },
);

const acceptedExamples =
  'a number of examples of at least 1, such as 5, or a list of their indices, such as [0, 7]';
const examples = z.union(
  [
    z.int({ error: acceptedExamples }).min(1),
    z
      .array(z.int({ error: 'the index of an example, a whole number of at least 0' }).min(0), {
        error: acceptedExamples,
      })
      .min(1)
      .superRefine((indices, context) => {
        for (const [k, index] of indices.entries()) {
          if (indices.indexOf(index) === k) continue;
          context.addIssue({
            code: 'custom',
            path: [k],
            message: `Example ${index} is listed twice. Remove one of the two.`,
            params: { code: 'config.duplicate' },
          });
        }
      }),
  ],
  { error: acceptedExamples },
);

const acceptedLabels =
  'the name of a dataset in the file, such as "train_set_y", or the index of a column, counted from 0';

export const datasetSchema = object('an object, such as { "file": "data/train.h5" }', {
  file: path('data/train.h5').describe('The HDF5 file with the examples, relative to this config. Required.'),
  features: z
    .string({ error: 'the name of a dataset in the file, such as "train_set_x"' })
    .min(1)
    .exactOptional()
    .describe('Name of the features in the file. Default: found where there is only one sensible pair.'),
  labels: z
    .union([z.string({ error: acceptedLabels }).min(1), z.int({ error: acceptedLabels }).min(0)], {
      error: acceptedLabels,
    })
    .exactOptional()
    .describe('Name of the labels in the file. Default: found where there is only one sensible pair.'),
  examples: examples.default(5).meta({
    description:
      'How many examples are drawn from the dataset with `seed`, or the indices of the examples themselves, from 0. Default: 5.',
    examples: [1, [0, 1]],
  }),
  scale: scale.exactOptional().meta({
    description:
      'The features are divided by this number; or `{ "mean": …, "std": … }`; or `"standardize"` to measure both from the data. Default: the features are used as they are.',
    examples: [255, { mean: 0.5, std: 0.25 }],
  }),
  order: z
    .enum(['C', 'F'], { error: '"C" or "F"' })
    .default('C')
    .describe(
      "How an image is flattened for a Dense layer, as NumPy's order: `C` last axis fastest, `F` first axis fastest. Default: `C`.",
    ),
  examples_axis: z
    .enum(['first', 'last'], { error: '"first" or "last"' })
    .exactOptional()
    .describe(
      'Which axis of the features counts the examples. Default: the one that has as many as there are labels.',
    ),
});

export type DatasetConfig = z.output<typeof datasetSchema>;
