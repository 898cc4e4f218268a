import { basename, extname } from 'node:path';
import { Problem } from '../core/problem.ts';
import type { ArraySource } from './arraySource.ts';
import { openHdf5 } from './hdf5.ts';

/** Formats that are known but not read, with the Python that turns such a file into HDF5. */
const conversions: Readonly<Record<string, (name: string) => string>> = {
  '.npz': (name) => `z = np.load("${name}"); [f.create_dataset(k, data=z[k]) for k in z]`,
  '.npy': (name) => `f["x"] = np.load("${name}")`,
  '.csv': (name) => `f["x"] = np.loadtxt("${name}", delimiter=",", skiprows=1)`,
  '.mat': (name) =>
    `from scipy.io import loadmat; [f.create_dataset(k, data=v) for k, v in loadmat("${name}").items() if k[0] != "_"]`,
};

/**
 * Opens a file of arrays by its extension; one without a known extension counts as HDF5 if it begins as such.
 * Throws `data.format` and whatever `openHdf5` throws.
 */
export async function openArrays(file: string, memoryBytes: number): Promise<ArraySource> {
  const extension = extname(file).toLowerCase();
  const convert = conversions[extension];
  if (!convert) return openHdf5(file, memoryBytes);
  const name = basename(file);
  const h5 = `${name.slice(0, -extension.length)}.h5`;
  throw new Problem(
    'data.format',
    `${name}: reading ${extension} files is planned, but this version does not do it. Save it as ${h5}, in Python: ` +
      `import h5py, numpy as np; f = h5py.File("${h5}", "w"); ${convert(name)}; f.close()`,
  );
}
