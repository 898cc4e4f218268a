import * as z from 'zod';
import { argument, argumentsOf } from './codeArgument.ts';
import { object } from './object.ts';

const functionName = (example: string) =>
  z
    .string({ error: `the name of a function in the code, such as "${example}"` })
    .regex(/^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u);

const functionRow = object('an object, such as { "forward": "conv_forward", "backward": "conv_backward" }', {
  forward: functionName('conv_forward').exactOptional().describe('Name of the forward function.'),
  backward: functionName('conv_backward').exactOptional().describe('Name of its backward function.'),
  loss: functionName('softmax_loss')
    .exactOptional()
    .describe('Name of a function that returns a loss and its gradient.'),
  arguments: argumentsOf(
    'Arguments by name: `{ "shape": [2, 3] }` is an array drawn from the seed (`"scale"` multiplies it, `"integers": 10` draws labels below 10, `"values"` gives it outright); anything else is passed as it is.',
  ),
});

const classRow = object('an object, such as { "class": "Affine", "input": { "shape": [5, 12] } }', {
  class: functionName('Affine').describe('Name of the class of a layer. Required.'),
  arguments: argumentsOf('Arguments of its constructor by name, as those of functions.'),
  input: argument.optional().describe('What its forward pass is given, such as `{ "shape": [5, 12] }`.'),
});

/** What a runner is told about the code beside its place; all of it may be left out. */
export const codeHints = {
  functions: z
    .record(z.string(), functionRow, { error: 'an object with one entry for each row of the results' })
    .exactOptional()
    .describe('Functions to check, one row each, named by its key. Default: found in the code.'),
  classes: z
    .record(z.string(), classRow, { error: 'an object with one entry for each row of the results' })
    .exactOptional()
    .describe('Layer classes to check, one row each, named by its key. Default: found in the code.'),
  forward: functionName('L_model_forward')
    .exactOptional()
    .describe('Name of the forward pass of the network. Default: found in the code.'),
  cost: functionName('compute_cost')
    .exactOptional()
    .describe('Name of the function of the cost. Default: found in the code.'),
  backward: functionName('L_model_backward')
    .exactOptional()
    .describe('Name of the backward pass of the network. Default: found in the code.'),
  initialize: functionName('initialize_parameters')
    .exactOptional()
    .describe('Name of the function that makes the parameters. Default: found in the code.'),
  extra: z
    .record(z.string(), z.unknown(), {
      error: 'an object of arguments by name, such as { "lambd": 0.1 }',
    })
    .exactOptional()
    .describe('Further arguments of the functions by name, such as `{ "lambd": 0.1 }`.'),
  parameters: z
    .record(
      z.string(),
      z.array(z.string({ error: 'the name of a parameter in the code, such as "W1"' }), {
        error: 'a list of the names of the layer’s parameters in the code, such as ["W1", "b1"]',
      }),
      { error: 'an object from layers to names, such as { "hidden1": ["W1", "b1"] }' },
    )
    .exactOptional()
    .describe(
      'Which parameters of the code belong to which layer, such as `{ "hidden1": ["W1", "b1"] }`. Default: by shape and order.',
    ),
};
