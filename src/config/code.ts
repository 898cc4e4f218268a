import * as z from 'zod';
import { codeHints } from './codeHints.ts';
import { object, path } from './object.ts';

const accepted =
  'an object that says where the code is, such as { "python": "nn.py" } or { "recorded": "gradients.h5" }';

/** Programs that hold the code to be checked: exactly one is named. */
const kinds = ['python', 'javascript', 'command', 'recorded'] as const;

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
  ...codeHints,
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
    const unused = Object.keys(codeHints).find((key) => code[key as keyof typeof codeHints] !== undefined);
    if (unused !== undefined) {
      const message = `"${unused}" says where to find something in code that is run, but "recorded" names gradients in a file. Remove it.`;
      complain([unused], message, 'config.value');
    }
  },
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

type WrittenCode = z.output<typeof codeObject>;
export type CodeHints = Pick<WrittenCode, keyof typeof codeHints>;

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
