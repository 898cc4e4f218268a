import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const cli = join(root, 'dist/cli.js');
export const sample = join(root, 'media/sample');

/** Without what would force or forbid colours, whoever runs the tests. */
const environment = { ...process.env };
for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_OPTIONS', 'NODE_DISABLE_COLORS', 'COLORTERM', 'CI']) {
  delete environment[name];
}

export interface CliOptions {
  readonly cwd?: string;
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line to its end, its output going to pipes. */
export function runCli(
  words: readonly string[],
  { cwd = sample, node = process.execPath, env }: CliOptions = {},
) {
  const { status, stdout, stderr } = spawnSync(node, [cli, ...words], {
    cwd,
    env: { ...environment, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** Starts the command line. */
export function startCli(words: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [cli, ...words], { cwd, env: environment });
}

/** Runs the command line in a terminal of 80 columns; null where there is no `script` to make one. */
export function runInTerminal(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const command = [process.execPath, cli, ...words].map((word) => `'${word}'`).join(' ');
  const { status, stdout, error } = spawnSync('script', ['-qec', `stty cols 80; ${command}`, '/dev/null'], {
    cwd: sample,
    env: { ...environment, TERM: 'xterm-256color', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return error ? null : { status, screen: stdout };
}

/** This Node, and the others on the PATH: the command line runs with whatever a person has. */
export function nodes(): readonly { readonly version: string; readonly path: string }[] {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const paths = [process.execPath, ...candidates]
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  const found = new Map<string, string>();
  for (const path of new Set(paths)) {
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
    if (Number(version.match(/^v(\d+)/)?.[1]) >= 20 && !found.has(version)) found.set(version, path);
  }
  return [...found].map(([version, path]) => ({ version, path }));
}
