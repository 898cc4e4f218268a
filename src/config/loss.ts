import * as z from 'zod';
import { object } from './object.ts';

const crossEntropies = [
  'binary_crossentropy',
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
] as const;
const squaredErrors = ['mean_squared_error', 'mse'] as const;

const named = 'Name of the loss. Required.';
const accepted =
  'the name of a loss, such as "binary_crossentropy", or an object, such as { "name": "binary_crossentropy", "from_logits": true }';

const crossEntropy = object(accepted, {
  name: z.enum(crossEntropies).describe(named),
  from_logits: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe(
      'Whether the last layer gives logits, so that the loss applies the sigmoid or softmax itself. Default: `false`.',
    ),
});
const squaredError = object(accepted, { name: z.enum(squaredErrors).describe(named) });
const lossObject = z.discriminatedUnion('name', [crossEntropy, squaredError], { error: accepted });

export interface LossConfig {
  readonly name: (typeof crossEntropies)[number] | 'mean_squared_error';
  readonly from_logits: boolean;
}

/** Written as a name or as an object; read as an object under the loss's full name. */
export const lossSchema = z
  .union(
    [
      z
        .enum([...crossEntropies, ...squaredErrors])
        .transform((name) => ({ name }))
        .pipe(lossObject),
      lossObject,
    ],
    { error: accepted },
  )
  .transform(
    (loss): LossConfig => ('from_logits' in loss ? loss : { name: 'mean_squared_error', from_logits: false }),
  );
