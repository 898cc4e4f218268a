import { dirname } from 'node:path';
import { importedFiles } from './importedFiles.ts';
import { namedFiles } from './namedFiles.ts';

/**
 * The files that a check of a config depends on beside it: those that it names, and what these import, however
 * many steps away.
 *
 * @param read answers the text of a source file, undefined where there is none
 */
export async function usedFiles(
  text: string,
  configFile: string,
  read: (file: string) => Promise<string | undefined>,
): Promise<ReadonlySet<string>> {
  const used = new Set(namedFiles(text, configFile));
  // A set that grows while it is walked.
  for (const file of used) {
    const source = sources.test(file) ? await read(file) : undefined;
    for (const imported of importedFiles(source ?? '', file, dirname(configFile))) used.add(imported);
  }
  return used;
}

/** Files whose imports are read; datasets are too large to look at. */
const sources = /\.(py|[cm]?[jt]sx?)$/;
