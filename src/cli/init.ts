import { statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Creation } from '../protocol/creation.ts';
import { defaultLimits } from '../worker/defaultLimits.ts';
import { type CreationRun, startCreation } from '../worker/startCreation.ts';
import type { Arguments } from './arguments.ts';
import { Palette } from './palette.ts';
import { programOptions } from './programOptions.ts';
import { UsageError } from './usageError.ts';
import { wrap } from './wrap.ts';

/** What is found in this time is what the config is made of, and a check that takes longer is left for later. */
const timeMs = 20_000;

/** Starts to make a config of what is in a folder. */
export function startInit(options: Arguments): CreationRun {
  const { folder } = options;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder ${folder}. Name the one that has your code and data.`);
  }
  const request = {
    folder: resolve(folder),
    answers: {},
    asks: false,
    timeMs,
    threshold: defaultLimits.threshold,
    memoryLimitMB: options.memoryLimitMB,
    programs: programOptions(options),
  };
  return startCreation(request, join(__dirname, 'worker.js'));
}

/**
 * Writes the config and tells what it is made of.
 *
 * @returns the exit code
 * @throws UsageError where there is nothing to write, or it cannot be written
 */
export function finishInit(creation: Creation, { folder, quiet }: Arguments): number {
  if (creation.kind !== 'config') {
    throw new Error(creation.kind === 'nothing' ? creation.message : 'No config was made.');
  }
  const path = join(folder, creation.file);
  try {
    writeFileSync(path, creation.text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}. Nothing was changed.`);
  }
  if (quiet) return 0;
  const palette = new Palette(process.stdout, false);
  const remarks = creation.remarks.flatMap((remark) =>
    wrap(remark, palette.width, '  ').map((line, k) => (k === 0 ? line.slice(2) : line)),
  );
  const outcome = creation.outcome ?? 'its check takes longer and was left for later';
  process.stdout.write(
    `${[...remarks, `${palette.paint('bold', `wrote ${path}`)}: ${outcome}`].join('\n')}\n`,
  );
  return 0;
}
