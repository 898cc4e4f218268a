import type { ConfigPath } from '../core/problem.ts';

const ownCode =
  'This version does not run your code. Let your code write its gradients to a file and name it, as in "code": { "recorded": "gradients.h5" }; or remove "code" to check the reference network.';

const codeKeys = [
  'python',
  'javascript',
  'command',
  'interpreter',
  'functions',
  'classes',
  'forward',
  'cost',
  'backward',
  'initialize',
  'extra',
  'parameters',
];

const planned: readonly { path: string; matches: (value: unknown) => boolean; message: string }[] = [
  ...codeKeys.map((key) => ({ path: `code.${key}`, matches: () => true, message: ownCode })),
  {
    path: 'model',
    matches: (value) => typeof value === 'string',
    message:
      'This version does not read a model from another file. Describe the network here, such as "model": { "layers_dims": [784, 5, 10] }.',
  },
  {
    path: 'check.coverage',
    matches: (value) => value === 'probes',
    message: 'This version does not check by random probes. Write "all", or leave "coverage" out.',
  },
];

/** What to do instead, where the config asks for something that is known but not built yet. */
export function plannedMessage(path: ConfigPath, value: unknown): string | undefined {
  return planned.find((entry) => entry.path === path.join('.') && entry.matches(value))?.message;
}
