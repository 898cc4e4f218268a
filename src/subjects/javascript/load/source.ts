import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type Options, type Program, parse } from 'acorn';
import { transform } from 'sucrase';
import { Problem } from '../../../core/problem.ts';

/** A file of the user's as JavaScript. */
export interface Source {
  readonly file: string;
  /** The program, without types; lines are those of the file. */
  readonly text: string;
  readonly program: Program;
  readonly kind: 'module' | 'commonjs';
}

/** Extensions of code that is read here, in the order in which an import without one is tried. */
export const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

export const parserOptions: Options = {
  ecmaVersion: 'latest',
  locations: true,
  allowHashBang: true,
};

/**
 * Reads and parses a file.
 *
 * Whether it is an ES module is told by its syntax unless its extension says so: many a nn.js with `export` has no
 * package.json beside it. Types are stripped by sucrase rather than by Node, so that enums and parameter properties
 * work, and the same code loads in every Node.
 * @throws Problem code.file, code.syntax
 */
export function readSource(file: string): Source {
  const text = withoutTypes(file, textOf(file));
  switch (extname(file)) {
    case '.mjs':
    case '.mts':
      return { file, text, kind: 'module', program: parsed(file, text, 'module') };
    case '.cjs':
    case '.cts':
      return { file, text, kind: 'commonjs', program: parsed(file, text, 'commonjs') };
  }
  try {
    return {
      file,
      text,
      kind: 'commonjs',
      program: parse(text, { ...parserOptions, sourceType: 'commonjs' }),
    };
  } catch (asScript) {
    try {
      return { file, text, kind: 'module', program: parse(text, { ...parserOptions, sourceType: 'module' }) };
    } catch (asModule) {
      const [script, module] = [asScript as ParseError, asModule as ParseError];
      throw syntaxProblem(file, (module.pos ?? 0) >= (script.pos ?? 0) ? module : script);
    }
  }
}

interface ParseError extends Error {
  readonly pos?: number;
  readonly loc?: { readonly line: number; readonly column: number };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Problem('code.file', `${basename(file)} cannot be read: ${(error as Error).message}.`);
  }
}

function withoutTypes(file: string, text: string): string {
  if (!extname(file).endsWith('ts')) return text;
  try {
    return transform(text, { transforms: ['typescript'], disableESTransforms: true, filePath: file }).code;
  } catch (error) {
    throw syntaxProblem(file, error as ParseError);
  }
}

function parsed(file: string, text: string, sourceType: 'module' | 'commonjs'): Program {
  try {
    return parse(text, { ...parserOptions, sourceType });
  } catch (error) {
    throw syntaxProblem(file, error as ParseError);
  }
}

function syntaxProblem(file: string, error: ParseError): Problem {
  const { line = 1, column = 0 } = error.loc ?? {};
  // Both parsers put the position at the end of the message; sucrase puts the file before it too.
  const said = error.message.replace(/\s*\(\d+:\d+\)$/, '').replace(/^Error transforming .*?: /, '');
  const message = `${basename(file)} line ${line} cannot be parsed: ${said}. Nothing of the file was run.`;
  return new Problem('code.syntax', message, { place: { file, line, column: column + 1 } });
}
