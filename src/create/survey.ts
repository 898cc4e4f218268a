import { join } from 'node:path';
import { isConfigFile } from '../config/files.ts';
import { type CodeFile, isProgram, readCodeFile } from './codeFile.ts';
import { folderFiles, textOf } from './folderFiles.ts';
import { forTraining } from './pairs.ts';
import { type SizeList, sizeLists } from './sizeLists.ts';

/** What is in a folder, by names and by text alone: nothing was opened as data, and nothing was run. */
export interface Survey {
  /** Likeliest first, as the code is. */
  readonly data: readonly string[];
  readonly code: readonly CodeFile[];
  readonly sizes: readonly (SizeList & { readonly file: string })[];
}

const dataFile = /\.(h5|hdf5|hdf|npz|csv|mat)$/i;
const settingsFile = /\.(json|ya?ml)$/i;

/** A notebook holds its pictures too. */
const longestProgram = 2 ** 24;
const longestSettings = 2 ** 16;

export function survey(folder: string): Survey {
  const files = folderFiles(folder);
  const read = (file: string, mostBytes: number) => ({ file, text: textOf(join(folder, file), mostBytes) });
  const programs = files.filter(isProgram).map((file) => read(file, longestProgram));
  const settings = files
    .filter((file) => settingsFile.test(file) && !isConfigFile(file))
    .map((file) => read(file, longestSettings));
  return {
    data: files
      .filter((file) => dataFile.test(file))
      .map((file) => ({ file, promise: promiseOf(file, programs) }))
      .sort((a, b) => b.promise - a.promise)
      .map(({ file }) => file),
    code: programs
      .flatMap(({ file, text }) => readCodeFile(file, text) ?? [])
      .sort((a, b) => b.definitions - a.definitions),
    sizes: [...programs, ...settings].flatMap(({ file, text }) =>
      sizeLists(text).map((list) => ({ ...list, file })),
    ),
  };
}

/** Data that the code reads comes first, that for training before other. */
function promiseOf(file: string, programs: readonly { readonly text: string }[]): number {
  const name = file.split('/').at(-1) ?? '';
  return 2 * Number(programs.some(({ text }) => text.includes(name))) + Number(forTraining(name));
}
