import * as z from 'zod';
import type { ConfigPath } from '../core/problem.ts';
import { activationSchema } from './activation.ts';
import { initializerSchema } from './initializer.ts';
import { object, seed } from './object.ts';

const accepted = 'a layer, such as { "type": "Dense", "units": 5, "activation": "tanh" }';

const kind = 'What the layer computes. Required.';

const name = z
  .string({ error: 'a name without "/", such as "hidden1"' })
  .regex(/^[^/]+$/)
  .exactOptional()
  .describe(
    'Name of the layer in results and in parameter files. Default: its type and a number, as in Keras.',
  );

const dense = object(accepted, {
  type: z.literal('Dense').describe(kind),
  name,
  units: z
    .int({ error: 'a whole number of at least 1, such as 5' })
    .min(1)
    .meta({ description: 'Number of outputs of the layer. Required.', examples: [5] }),
  activation: activationSchema
    .default({ name: 'linear' })
    .describe('Activation applied to x·kernel + bias. Default: `linear`, that is none.'),
  use_bias: z
    .boolean({ error: 'true or false' })
    .default(true)
    .describe('Whether a bias is added. Default: `true`.'),
  kernel_initializer: initializerSchema
    .exactOptional()
    .describe("How this layer's kernel starts. Default: the model's `initializer.kernel`."),
  bias_initializer: initializerSchema
    .exactOptional()
    .describe("How this layer's bias starts. Default: the model's `initializer.bias`."),
}).describe('Fully connected: activation(x·kernel + bias).');

const activation = object(accepted, {
  type: z.literal('Activation').describe(kind),
  name,
  activation: activationSchema.describe('The activation that is applied to the input. Required.'),
}).describe('Applies an activation and has no parameters.');

const flatten = object(accepted, { type: z.literal('Flatten').describe(kind), name }).describe(
  'Turns each example into one vector, row by row (C order).',
);

const dropout = object(accepted, {
  type: z.literal('Dropout').describe(kind),
  name,
  rate: z
    .number({ error: 'a number of at least 0 and below 1, such as 0.5' })
    .min(0)
    .lt(1)
    .meta({
      description: 'Fraction of the inputs that is set to 0, from 0 to below 1. Required.',
      examples: [0.5],
    }),
  seed: seed
    .exactOptional()
    .describe('Fixes which inputs are dropped. Default: none, and the layer is left out of the check.'),
}).describe('Sets a random part of its input to 0 and scales the rest by 1 / (1 - rate).');

export const layerSchema = z.discriminatedUnion('type', [dense, activation, flatten, dropout], {
  error: accepted,
});

export type WrittenLayer = z.output<typeof layerSchema>;

/** A layer as written, with a name that no other layer has and the place where it stands. */
export type LayerConfig = WrittenLayer & { readonly name: string; readonly path: ConfigPath };
