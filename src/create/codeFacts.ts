import { Problem } from '../core/problem.ts';
import type { Bench, Look } from './bench.ts';
import type { CodeFile } from './survey.ts';

/** What was found in a file of code: something to check, or what keeps it from being run. */
export type CodeFacts = CodeFile & ({ readonly look: Look } | { readonly problem: Problem });

/** @returns null where the file has nothing that could be checked */
export async function codeFacts(file: CodeFile, bench: Bench): Promise<CodeFacts | null> {
  try {
    return { ...file, look: await bench.look({ code: { [file.kind]: file.file } }) };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return problem.code === 'code.unrecognised' ? null : { ...file, problem };
  }
}

/** What a check of the file alone would have as rows, in a few words; empty where that is not known. */
export function rowsOf(code: CodeFacts): string {
  if (!('look' in code)) return '';
  const { rows } = code.look;
  const [first] = rows;
  if (first === undefined) return '';
  if (code.look.loss !== null) return first.convention;
  const names = rows.slice(0, mostNamed).map(({ name }) => name);
  return `${names.join(', ')}${rows.length > names.length ? ` and ${rows.length - names.length} more` : ''}`;
}

const mostNamed = 6;

/** A whole network before its parts, more rows before fewer, and what cannot be run last. */
export function byPromise(a: CodeFacts, b: CodeFacts): number {
  return promise(b) - promise(a);
}

function promise(code: CodeFacts): number {
  if (!('look' in code)) return -1;
  return code.look.loss !== null ? Number.MAX_SAFE_INTEGER : code.look.rows.length;
}
