import * as z from 'zod';
import { activationSchema } from './activation.ts';
import { initializersSchema } from './initializer.ts';
import { layerSchema } from './layer.ts';
import { lossSchema } from './loss.ts';
import { object, path, sizes } from './object.ts';

export const accepted =
  'the network whose gradients are checked, such as { "layers_dims": [784, 5, 10] } or { "layers": [{ "type": "Dense", "units": 10 }] }';

export const layersDims = sizes('a list of at least 2 sizes, input first, such as [784, 5, 10]', 2);

export const modelObject = object(accepted, {
  layers: z
    .array(layerSchema, { error: 'a list of at least one layer, such as [{ "type": "Dense", "units": 10 }]' })
    .min(1)
    .exactOptional()
    .describe('The layers, first to last. Either this or `layers_dims`.'),
  layers_dims: layersDims.exactOptional().meta({
    description: 'Sizes of a fully connected network: input, hidden layers, output. Either this or `layers`.',
    examples: [[784, 5, 10]],
  }),
  hidden_activation: activationSchema
    .exactOptional()
    .describe('Activation of the hidden layers of `layers_dims`. Default: `tanh`.'),
  output_activation: activationSchema
    .exactOptional()
    .describe(
      'Activation of the last layer of `layers_dims`. Default: `sigmoid` for one unit, `softmax` for more, `linear` where the loss works from logits.',
    ),
  loss: lossSchema
    .exactOptional()
    .describe(
      'What training minimises, as a mean over the examples. Default: from the last activation and the labels.',
    ),
  l2: z
    .number({ error: 'a number of at least 0, such as 0.01' })
    .min(0)
    .default(0)
    .describe(
      "Adds `l2` times the sum of squares of every kernel to the loss, as Keras's l2 regulariser. Default: 0.",
    ),
  initializer: initializersSchema
    .prefault({})
    .describe('How kernels and biases start when no `parameters` file is given, drawn from `seed`.'),
  parameters: path('weights.h5')
    .exactOptional()
    .describe('File with the values of the parameters, instead of an initializer. Relative to this config.'),
  input_shape: sizes('the shape of one example: a list of sizes, such as [64, 64, 3]', 1)
    .exactOptional()
    .meta({ description: 'Shape of one example. Default: from the dataset.', examples: [[64, 64, 3]] }),
}).superRefine(
  (model, context) => {
    const complain = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message, params: { code: 'config.value' } });
    if (model.layers === undefined && model.layers_dims === undefined) {
      context.addIssue({
        code: 'custom',
        message:
          '"model" has no layers. Add "layers_dims", such as [784, 5, 10], or "layers", such as [{ "type": "Dense", "units": 10 }].',
        params: { code: 'config.missing', oneOf: ['layers', 'layers_dims'] },
      });
    }
    const inputs = model.layers_dims?.[0];
    const shape = model.input_shape;
    if (
      inputs !== undefined &&
      shape !== undefined &&
      shape.reduce((n, extent) => n * extent, 1) !== inputs
    ) {
      complain(
        'input_shape',
        `The list of sizes begins with ${inputs}, but "input_shape" [${shape.join(', ')}] does not hold ${inputs} numbers. Remove "input_shape": the sizes say it already.`,
      );
    }
    if (model.layers === undefined) return;
    if (model.layers_dims !== undefined) {
      complain(
        'layers_dims',
        'The layers are given twice, by "layers" and by "layers_dims". Remove one of them.',
      );
    }
    for (const key of ['hidden_activation', 'output_activation'] as const) {
      if (model[key] !== undefined) {
        complain(
          key,
          `"${key}" belongs to "layers_dims". In "layers" each layer has its own "activation": move it there.`,
        );
      }
    }
  },
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

export type WrittenModel = z.output<typeof modelObject>;
