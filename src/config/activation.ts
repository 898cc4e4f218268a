import * as z from 'zod';
import { object } from './object.ts';

const names = ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'softmax'] as const;

const named = 'Name of the activation. Required.';
const accepted =
  'the name of an activation, such as "tanh", or an object, such as { "name": "leaky_relu", "negative_slope": 0.01 }';

const activationObject = z.discriminatedUnion(
  'name',
  [
    object(accepted, { name: z.enum(['linear', 'sigmoid', 'tanh', 'relu', 'softmax']).describe(named) }),
    object(accepted, {
      name: z.literal('leaky_relu').describe(named),
      negative_slope: z
        .number({ error: 'a number, such as 0.01' })
        .default(0.3)
        .meta({
          description: 'Slope where the input is below 0. Default: 0.3, as in Keras.',
          examples: [0.01],
        }),
    }),
  ],
  { error: accepted },
);

/** Written as a name or as an object; read as an object, with its options. */
export const activationSchema = z.union(
  [
    z
      .enum(names)
      .transform((name) => ({ name }))
      .pipe(activationObject),
    activationObject,
  ],
  { error: accepted },
);

export type ActivationConfig = z.output<typeof activationSchema>;
