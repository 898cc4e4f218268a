import { closeSync, openSync, readSync } from 'node:fs';

const hdf5Signature = '\x89HDF\r\n\x1a\n';

/** How files begin that are taken for HDF5 by mistake, and what they are. */
const beginnings: readonly (readonly [string, string])[] = [
  [
    'version https://git-lfs',
    'a Git LFS pointer, the stand-in for a file that was not downloaded: run `git lfs pull`',
  ],
  ['PK\x03\x04', 'a zip archive, as np.savez and Keras (.keras) write'],
  ['\x93NUMPY', 'a NumPy .npy file'],
  ['MATLAB 5.0', 'a MATLAB file of version 5'],
  ['\x1f\x8b', 'compressed with gzip: unpack it first'],
  ['CDF', 'a NetCDF 3 file'],
  ['\x80', 'perhaps a Python pickle'],
  ['\0\0\0\0\0\0\0\0', 'zeros at least where it begins: copy or download it again'],
];

/** What a file is that begins with a line of text. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(!doctype|html|\?xml)/i, 'a web page, as a failed download leaves behind: download it again'],
  [/^\s*[[{]/, 'JSON text'],
  [/[,;\t]/, 'text, perhaps CSV'],
  [/^/, 'text'],
];

/**
 * What a file is by its first bytes: `hdf5`, or a few words for people.
 * An HDF5 file may begin with a block of the user's own of 512, 1024, 2048 … bytes.
 */
export function fileKind(file: string, size: number): string {
  const handle = openSync(file, 'r');
  try {
    const bytesAt = (offset: number, length: number): string => {
      const bytes = Buffer.alloc(length);
      return bytes.toString('latin1', 0, readSync(handle, bytes, 0, length, offset));
    };
    for (let offset = 0; offset < size; offset = Math.max(512, 2 * offset)) {
      if (bytesAt(offset, hdf5Signature.length) === hdf5Signature) return 'hdf5';
    }
    return kindOf(bytesAt(0, 512));
  } finally {
    closeSync(handle);
  }
}

function kindOf(start: string): string {
  const binary = beginnings.find(([beginning]) => start.startsWith(beginning));
  if (binary) return binary[1];
  const isText = [...start].every((character) => character >= ' ' || '\t\r\n'.includes(character));
  const text = isText ? texts.find(([pattern]) => pattern.test(start)) : undefined;
  return text?.[1] ?? 'of a kind that is not known here';
}
