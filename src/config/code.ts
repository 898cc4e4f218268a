import * as z from 'zod';
import { object, path } from './object.ts';

const accepted =
  'an object that says where the code is, such as { "python": "nn.py" } or { "recorded": "gradients.h5" }';

const functionName = (example: string) =>
  z
    .string({ error: `the name of a function in the code, such as "${example}"` })
    .regex(/^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u);

/** An array to be drawn, or any other value as it is. */
const argument = z.unknown().superRefine((value, context) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const { shape, integers, scale } = value as { shape?: unknown; integers?: unknown; scale?: unknown };
  if (shape === undefined) return;
  const complain = (key: string, error: z.ZodError | undefined) => {
    for (const issue of error?.issues ?? []) {
      const { path: inner, message } = issue;
      context.addIssue({ code: 'custom', path: [key, ...inner], message: mustBe(key, message), params });
    }
  };
  const params = { code: 'config.value' };
  complain('shape', arrayShape.safeParse(shape).error);
  if (integers !== undefined) complain('integers', integerLimit.safeParse(integers).error);
  if (scale !== undefined) complain('scale', scaleFactor.safeParse(scale).error);
});

const arrayShape = z.array(
  z
    .int({ error: 'the extents of the array, such as [2, 3]' })
    .min(1, { error: 'the extents of the array, such as [2, 3]' }),
  {
    error: 'the extents of the array, such as [2, 3]',
  },
);
const integerLimit = z.int({ error: 'a whole number of at least 1, such as 10' }).min(1);
const scaleFactor = z.number({ error: 'a number, such as 0.1' });

function mustBe(key: string, phrase: string): string {
  return `"${key}" of an argument must be ${phrase}.`;
}

const argumentsOf = (described: string) =>
  z
    .record(z.string(), argument, { error: 'an object, such as { "x": { "shape": [2, 3] } }' })
    .exactOptional()
    .describe(described);

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

/** Programs that hold the code to be checked: exactly one is named. */
const kinds = ['python', 'javascript', 'command', 'recorded'] as const;

/** What a runner is told about the code beside its place; all of it may be left out. */
const hints = {
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

export const codeObject = object(accepted, {
  python: path('nn.py')
    .exactOptional()
    .describe('The Python file or notebook whose backward pass is checked. Relative to this config.'),
  interpreter: path('/usr/bin/python3')
    .exactOptional()
    .describe('The Python that runs it. Default: the one chosen in VS Code, or `python3`.'),
  javascript: path('nn.mjs')
    .exactOptional()
    .describe('The JavaScript or TypeScript file whose backward pass is checked. Relative to this config.'),
  command: z
    .array(z.string({ error: 'a word of the command, such as "julia"' }).min(1), {
      error: 'the words of a command, such as ["julia", "nn.jl"]',
    })
    .min(1)
    .exactOptional()
    .describe(
      'A program that speaks the runner protocol, as a list of words. It is started in the folder of this config.',
    ),
  recorded: path('gradients.h5')
    .exactOptional()
    .describe(
      'File with gradients that your code wrote, as `/gradients/<layer>/<tensor>` or `dW1`, `db1`, …. Relative to this config.',
    ),
  ...hints,
}).superRefine(
  (code, context) => {
    const complain = (path: string[], message: string, issue: string, oneOf?: string[]) =>
      context.addIssue({ code: 'custom', path, message, params: { code: issue, oneOf } });
    const [kind, second] = kinds.filter((key) => code[key] !== undefined);
    if (kind === undefined) {
      const message =
        '"code" does not say where the code is. Add "python", such as { "python": "nn.py" }; or "javascript", "command", or "recorded" for gradients in a file.';
      return complain([], message, 'config.missing', [...kinds]);
    }
    if (second !== undefined) {
      const message = `"code" names both "${kind}" and "${second}". Keep the one whose gradient is to be checked.`;
      complain([second], message, 'config.value');
    }
    if (code.interpreter !== undefined && kind !== 'python') {
      complain(
        ['interpreter'],
        '"interpreter" is the Python of "python", which is not given. Remove it.',
        'config.value',
      );
    }
    if (kind !== 'recorded') return;
    const unused = Object.keys(hints).find((key) => code[key as keyof typeof hints] !== undefined);
    if (unused !== undefined) {
      const message = `"${unused}" says where to find something in code that is run, but "recorded" names gradients in a file. Remove it.`;
      complain([unused], message, 'config.value');
    }
  },
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

type WrittenCode = z.output<typeof codeObject>;
export type CodeHints = Pick<WrittenCode, keyof typeof hints>;

/** Code that is run, and how. */
export interface ProgramConfig {
  readonly kind: 'python' | 'javascript' | 'command';
  /** The user's file as the config names it; of a command its last word that names a file, or its first. */
  readonly file: string;
  /** Words of a command. */
  readonly command: readonly string[];
  readonly interpreter: string | undefined;
  readonly hints: CodeHints;
}

export type CodeConfig = { readonly kind: 'recorded'; readonly file: string } | ProgramConfig;

export const codeSchema = codeObject.transform((written): CodeConfig => {
  const { python, javascript, command = [], recorded, interpreter, ...rest } = written;
  if (recorded !== undefined) return { kind: 'recorded', file: recorded };
  const kind = python !== undefined ? 'python' : javascript !== undefined ? 'javascript' : 'command';
  const file = python ?? javascript ?? command.findLast((word) => /\.\w+$/.test(word)) ?? command[0] ?? '';
  return { kind, file, command, interpreter, hints: rest };
});
