import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { File, type GuessableDataTypes, ready } from 'h5wasm/node';
import type { ArraySource } from '../../../src/data/arraySource.ts';
import { openArrays } from '../../../src/data/openArrays.ts';
import { temporaryFolder } from './folders.ts';

/** Enough for every fixture that is not about the limit. */
const memoryBytes = 2 ** 30;

export interface ArrayFixture {
  readonly data: GuessableDataTypes;
  readonly shape?: number[];
  readonly chunks?: number[];
  readonly compression?: number;
}

/** Writes an HDF5 file and returns its name. A name with `/` lies in groups. */
export async function writeHdf5(
  t: TestContext,
  arrays: Readonly<Record<string, ArrayFixture>>,
): Promise<string> {
  await ready;
  const name = join(temporaryFolder(t), 'data.h5');
  const file = new File(name, 'w');
  const groups = Object.keys(arrays).flatMap((path) =>
    [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)),
  );
  for (const group of new Set(groups)) file.create_group(group);
  for (const [path, array] of Object.entries(arrays)) file.create_dataset({ name: path, ...array });
  file.close();
  return name;
}

/** Opens a file for as long as the test runs. */
export async function open(t: TestContext, file: string, limit = memoryBytes): Promise<ArraySource> {
  const source = await openArrays(file, limit);
  t.after(() => source.close());
  return source;
}

/** An opened file with these arrays. */
export async function sourceOf(
  t: TestContext,
  arrays: Readonly<Record<string, ArrayFixture>>,
): Promise<ArraySource> {
  return open(t, await writeHdf5(t, arrays));
}

const python = process.env.GRADIENT_CHECK_PYTHON ?? '/usr/bin/python3';

/**
 * Runs a Python script that has h5py and np, in a folder of its own, and returns the folder and what it printed.
 * Null when there is no h5py; the test is then skipped, and says so.
 */
export function withH5py(
  t: TestContext,
  script: string,
): { readonly folder: string; readonly printed: string } | null {
  const present = spawnSync(python, ['-c', 'import h5py'], { encoding: 'utf8' });
  if (present.status !== 0) {
    t.skip('h5py is not installed: apt-get install python3-h5py');
    return null;
  }
  const folder = temporaryFolder(t);
  const run = spawnSync(python, ['-c', `import h5py, numpy as np\n${script}`], {
    encoding: 'utf8',
    cwd: folder,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return { folder, printed: run.stdout };
}
