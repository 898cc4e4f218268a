import { accessSync, constants, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Problem } from '../core/problem.ts';
import { fileKind } from './fileKind.ts';
import { nearestName } from './nearestName.ts';

/**
 * Throws the reason why a file cannot be an HDF5 file, before the HDF5 library sees it:
 * `data.missing`, `data.directory`, `data.empty`, `data.permission`, `data.format`.
 */
export function assertHdf5File(file: string): void {
  const name = basename(file);
  const stats = statFile(file);
  if (stats.isDirectory()) {
    throw new Problem('data.directory', `${file} is a folder. Name the HDF5 file in it.`);
  }
  if (!stats.isFile()) throw new Problem('data.format', `${file} is not a regular file. Name an HDF5 file.`);
  if (stats.size === 0) {
    throw new Problem(
      'data.empty',
      `${name} is empty (0 bytes). Copy or download it again, or write it anew.`,
    );
  }
  const kind = fileKind(file, stats.size);
  if (kind !== 'hdf5') {
    throw new Problem(
      'data.format',
      `${name} is not an HDF5 file: it is ${kind}. HDF5 files are what h5py.File(name, "w") writes.`,
    );
  }
}

function statFile(file: string): Stats {
  try {
    const stats = statSync(file);
    accessSync(file, constants.R_OK);
    return stats;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Problem('data.permission', `${file} may not be read by you. Change its permissions.`, {
        cause: error,
      });
    }
    throw new Problem('data.missing', missing(file), { cause: error });
  }
}

function missing(file: string): string {
  const folder = dirname(file);
  try {
    const name = basename(file);
    const nearest = nearestName(name, readdirSync(folder));
    const remedy = nearest
      ? `Did you mean ${nearest}?`
      : 'Mend the name: paths start from the folder of the config.';
    return `There is no file ${name} in ${folder}. ${remedy}`;
  } catch {
    return `There is no file ${file}: its folder does not exist. Paths start from the folder of the config.`;
  }
}
