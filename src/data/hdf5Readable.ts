import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArrayInfo } from './arraySource.ts';
import { remedyFor } from './hdf5Type.ts';

/** deflate, shuffle, fletcher32, szip, nbit, scaleoffset: what the library can undo without a plugin. */
const builtInFilters = [1, 2, 3, 4, 5, 6];

/** What h5wasm says of how an array is stored, as far as it is used here. */
interface Storage {
  readonly filters: readonly { readonly id: number; readonly name: string }[];
  readonly metadata: {
    readonly shape: readonly number[] | null;
    readonly virtual_sources?: readonly { readonly file_name: string }[];
  };
}

/**
 * Throws the reason why an array of an HDF5 file cannot be read as numbers, before the library tries and fails,
 * or does not even fail: `data.type`, `data.filter`, `data.empty`, `data.missing`.
 */
export function assertReadable(file: string, { path, shape, type, kind }: ArrayInfo, storage: Storage): void {
  const name = basename(file);
  if (kind === 'other') {
    throw new Problem(
      'data.type',
      `${path} in ${name} is of type ${type}, which is not read here. ${remedyFor(type)}`,
    );
  }
  const missing = storage.filters.find((filter) => !builtInFilters.includes(filter.id));
  if (missing) {
    throw new Problem(
      'data.filter',
      `${path} in ${name} is compressed with ${missing.name || `filter number ${missing.id}`}, which is not available here. ` +
        'Save it with compression="gzip".',
    );
  }
  if (storage.metadata.shape === null) {
    throw new Problem('data.empty', `${path} in ${name} holds nothing (h5py.Empty). Save an array there.`);
  }
  // The library puts the fill value where a source is missing, and says nothing.
  for (const { file_name: source } of storage.metadata.virtual_sources ?? []) {
    const known = source === '.' || source.includes('%') || existsSync(resolve(dirname(file), source));
    if (known) continue;
    throw new Problem(
      'data.missing',
      `${path} ${formatShape(shape)} in ${name} is a virtual dataset, and its file ${source} is not there. ` +
        `Put it beside ${name}, or save the array in ${name} itself.`,
    );
  }
}
