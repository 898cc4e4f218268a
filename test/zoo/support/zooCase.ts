import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../src/config/document.ts';

/** What a module must give: the verdicts of its rows, or a message. */
export interface Expectation {
  /** Verdict of each row. */
  readonly rows?: Readonly<Record<string, string>>;
  /** Code of the error that the report ends with, and its place. */
  readonly error?: string;
  readonly file?: string;
  readonly line?: number;
  /** Codes of diagnostics that must be there. */
  readonly codes?: readonly string[];
}

/** A module in the style of people's code, and how the truth about it is known. */
export interface ZooCase {
  readonly convention: string;
  readonly name: string;
  readonly folder: string;
  /** The config says nothing but where the code is, and on which data and layers. */
  readonly unaided: boolean;
  /** Packages of Python that it needs. */
  readonly packages: readonly string[];
  /** A script that measures the truth; null where what is expected is written down. */
  readonly truth: string | null;
  readonly expected: Expectation | null;
}

const home = fileURLToPath(new URL('..', import.meta.url));

export function conventions(): string[] {
  return [
    ...new Set(globSync('*/*/gradcheck.json', { cwd: home }).map((file) => dirname(dirname(file)))),
  ].sort();
}

export function casesOf(convention: string): ZooCase[] {
  return globSync(`${convention}/*/gradcheck.json`, { cwd: home })
    .sort()
    .map((file) => readCase(convention, join(home, dirname(file))));
}

function readCase(convention: string, folder: string): ZooCase {
  const { config, problems } = readConfig(readFileSync(join(folder, 'gradcheck.json'), 'utf8'), folder);
  const { code } = config ?? {};
  if (!code || code.kind === 'recorded') {
    throw new Error(`${folder} names no code: ${problems.map(({ message }) => message).join(' ')}`);
  }
  const truth = ['truth.py', 'truth.mjs'].map((name) => join(folder, name)).find(existsSync) ?? null;
  const expected = join(folder, 'expected.json');
  const source = existsSync(join(folder, code.file)) ? readFileSync(join(folder, code.file), 'utf8') : '';
  const python = code.kind === 'python';
  return {
    convention,
    name: basename(folder),
    folder,
    unaided: Object.keys(code.hints).length === 0,
    packages: [
      ...(python ? ['numpy'] : []),
      ...(python && /^\s*(import|from) torch/m.test(source) ? ['torch'] : []),
    ],
    truth,
    expected: existsSync(expected) ? JSON.parse(readFileSync(expected, 'utf8')) : null,
  };
}
