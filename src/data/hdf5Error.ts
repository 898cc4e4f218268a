import { Problem } from '../core/problem.ts';

interface Explanation {
  readonly pattern: RegExp;
  readonly code: string;
  /** `file` is the name of the file. */
  readonly message: (file: string, match: RegExpMatchArray) => string;
}

/** What the HDF5 library says, deep in its error stack, and what that means to whoever made the file. */
const explanations: readonly Explanation[] = [
  {
    pattern: /truncated file: eof = (\d+).*stored_eof = (\d+)/,
    code: 'data.truncated',
    message: (file, [, found, expected]) =>
      `${file} is truncated: it should have ${expected} bytes and has ${found}. Copy or download it again.`,
  },
  {
    pattern: /already open for (write|read-write)|unable to lock file/,
    code: 'data.busy',
    message: (file) =>
      `${file} is open for writing in another program, or was left so by one that crashed. ` +
      `Close it there (in Python: f.close()), or clear the mark with: h5clear -s ${file}`,
  },
  {
    pattern: /required filter '([^']*)' is not registered/,
    code: 'data.filter',
    message: (file, [, filter]) =>
      `${file} is compressed with the filter ${filter}, which is not available here. Save it with compression="gzip".`,
  },
  {
    pattern: /unable to open external raw data file/,
    code: 'data.missing',
    message: (file) =>
      `${file} keeps these numbers in another file, which is not there. Put that file back, or save the array in ${file} itself.`,
  },
  {
    pattern: /allocation of \d+ bytes|unable to allocate|memory allocation failed|bad_alloc/,
    code: 'data.memory',
    message: (file) => `${file} holds an array too large to read at once. Use fewer \`examples\`.`,
  },
  {
    pattern: /filter returned failure/,
    code: 'data.corrupt',
    message: (file) =>
      `${file} is damaged: a compressed block of it cannot be decoded. Copy or download it again, or write it anew.`,
  },
];

/** One sentence for an error of the HDF5 library; the dump that it was stays in `detail`. */
export function explainHdf5Error(error: unknown, file: string): Problem {
  const dump = error instanceof Error ? error.message : String(error);
  for (const { pattern, code, message } of explanations) {
    const match = dump.match(pattern);
    if (match) return new Problem(code, message(file, match), { detail: dump, cause: error });
  }
  return new Problem(
    'data.corrupt',
    `${file} is damaged and cannot be read. Copy or download it again, or write it anew.`,
    {
      detail: dump,
      cause: error,
    },
  );
}
