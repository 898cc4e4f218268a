import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CreationQuestion } from '../protocol/creation.ts';
import { choose } from './choose.ts';

export interface FileChoice {
  readonly name: string;
  /** It is there, and a person wants to keep it. */
  readonly exists: boolean;
  readonly remarks: readonly string[];
}

/** A name for the config, after the file that it is about. A file that is there is never written over. */
export async function* chooseFile(
  folder: string,
  about: string,
): AsyncGenerator<CreationQuestion, FileChoice, string> {
  const stem = (about.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
  const isThere = (name: string) => existsSync(join(folder, name));
  const first = `${stem}.gradcheck.json`;
  if (!isThere(first)) return { name: first, exists: false, remarks: [] };
  let count = 2;
  while (isThere(`${stem}-${count}.gradcheck.json`)) count++;
  const free = `${stem}-${count}.gradcheck.json`;
  const question = { id: 'file', text: `${first} exists already. What should be done?` } as const;
  const name = yield* choose([free, first], question, (option) => ({
    value: option,
    label: option === free ? `Write ${free}` : `Open ${first}`,
    detail: option === free ? 'beside it' : 'nothing is written',
    line: '',
  }));
  return { name, exists: name === first, remarks: [`${first} exists already and stays as it is.`] };
}
