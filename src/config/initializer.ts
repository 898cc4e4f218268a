import * as z from 'zod';
import { object } from './object.ts';

const names = [
  'zeros',
  'constant',
  'random_normal',
  'random_uniform',
  'glorot_uniform',
  'glorot_normal',
  'he_normal',
] as const;

const named = 'Name of the initializer. Required.';
const accepted =
  'the name of an initializer, such as "glorot_uniform", or an object, such as { "name": "random_normal", "stddev": 0.01 }';

const number = z.number({ error: 'a number, such as 0.01' });

const initializerObject = z.discriminatedUnion(
  'name',
  [
    object(accepted, {
      name: z.enum(['zeros', 'glorot_uniform', 'glorot_normal', 'he_normal']).describe(named),
    }),
    object(accepted, {
      name: z.literal('constant').describe(named),
      value: number.default(0).describe('The value of every entry. Default: 0.'),
    }),
    object(accepted, {
      name: z.literal('random_normal').describe(named),
      mean: number.default(0).describe('Mean of the normal distribution. Default: 0.'),
      stddev: z
        .number({ error: 'a number of at least 0, such as 0.01' })
        .min(0)
        .default(0.05)
        .meta({
          description: 'Standard deviation of the normal distribution. Default: 0.05.',
          examples: [0.01],
        }),
    }),
    object(accepted, {
      name: z.literal('random_uniform').describe(named),
      minval: number.default(-0.05).describe('Lower bound of the uniform distribution. Default: -0.05.'),
      maxval: number.default(0.05).describe('Upper bound of the uniform distribution. Default: 0.05.'),
    }),
  ],
  { error: accepted },
);

/** Written as a name or as an object; read as an object, with its options. */
export const initializerSchema = z.union(
  [
    z
      .enum(names)
      .transform((name) => ({ name }))
      .pipe(initializerObject),
    initializerObject,
  ],
  { error: accepted },
);

export type InitializerConfig = z.output<typeof initializerSchema>;

/** What a model's kernels and biases start from. Zero biases would hide mistakes, so they are not the default. */
export const initializersSchema = object(
  'an object with "kernel" and "bias", such as { "kernel": "he_normal", "bias": "zeros" }',
  {
    kernel: initializerSchema
      .default({ name: 'glorot_uniform' })
      .describe('How kernels start. Default: `glorot_uniform`.'),
    bias: initializerSchema
      .default({ name: 'random_normal', mean: 0, stddev: 0.05 })
      .describe(
        'How biases start. Default: `random_normal` with standard deviation 0.05, because zero biases hide mistakes.',
      ),
  },
);
