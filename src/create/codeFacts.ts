import { Problem } from '../core/problem.ts';
import type { Bench, Look } from './bench.ts';
import type { CodeFile } from './codeFile.ts';
import { orProblem } from './orProblem.ts';

/** What was found in a file of code: something to check, or what keeps it from being run. */
export type CodeFacts = CodeFile & ({ readonly look: Look } | { readonly problem: Problem });

/** @returns null where the file has nothing that could be checked */
export async function codeFacts(file: CodeFile, bench: Bench): Promise<CodeFacts | null> {
  const look = await orProblem(bench.look({ code: { [file.kind]: file.file } }));
  if (!(look instanceof Problem)) return { ...file, look };
  return look.code === 'code.unrecognised' ? null : { ...file, problem: look };
}

/** What a check of the file alone would have as rows, in a few words; empty where that is not known. */
export function rowsOf(code: CodeFacts): string {
  if (!('look' in code)) return '';
  const { rows, loss } = code.look;
  if (loss !== null) return rows[0]?.convention ?? '';
  // Of several networks each has its parameters as rows, behind its name.
  const names = [...new Set(rows.map((row) => (row.loss ? row.name.replace(/\..*$/, '') : row.name)))];
  const others = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
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
