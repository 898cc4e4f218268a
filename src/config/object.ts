import * as z from 'zod';

/*
 * The convention of every schema in this folder: an error's message is the phrase of what is accepted, as in
 * "a whole number of at least 1, such as 5". What was found, and the remedy, are put around it in messages.ts.
 */

/** An object without other keys. The message of an unknown key is the known ones, for a suggestion. */
export function object<Shape extends z.ZodRawShape>(accepted: string, shape: Shape) {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : accepted),
  });
}

/** A relative path is resolved from the folder of the config. */
export function path(example: string) {
  const accepted = `the path of a file, with forward slashes, such as "${example}"`;
  // A control character is "\\t" and the like, from a path with backslashes.
  return z.string({ error: accepted }).regex(/^\P{Cc}+$/u);
}

/** The extents of an array, or the sizes of layers. */
export function sizes(accepted: string, fewest: number) {
  const size = z.int({ error: 'a whole number of at least 1, such as 5' }).min(1);
  return z.array(size, { error: accepted }).min(fewest);
}

export const largestSeed = 2 ** 32 - 1;

export const seed = z
  .int({ error: `a whole number from 0 to ${largestSeed}, such as 1` })
  .min(0)
  .max(largestSeed);
