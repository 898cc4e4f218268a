import * as z from 'zod';

/** An array to be drawn, or any other value as it is. */
export const argument = z.unknown().superRefine((value, context) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const { shape, integers, scale } = value as { shape?: unknown; integers?: unknown; scale?: unknown };
  if (shape === undefined) return;
  const complain = (key: string, error: z.ZodError | undefined) => {
    for (const issue of error?.issues ?? []) {
      const { path: inner, message } = issue;
      context.addIssue({
        code: 'custom',
        path: [key, ...inner],
        message: `"${key}" of an argument must be ${message}.`,
        params,
      });
    }
  };
  const params = { code: 'config.value' };
  complain('shape', arrayShape.safeParse(shape).error);
  if (integers !== undefined) complain('integers', integerLimit.safeParse(integers).error);
  if (scale !== undefined) complain('scale', scaleFactor.safeParse(scale).error);
});

const extents = { error: 'the extents of the array, such as [2, 3]' };
const arrayShape = z.array(z.int(extents).min(1, extents), extents);
const integerLimit = z.int({ error: 'a whole number of at least 1, such as 10' }).min(1);
const scaleFactor = z.number({ error: 'a number, such as 0.1' });

export const argumentsOf = (described: string) =>
  z
    .record(z.string(), argument, { error: 'an object, such as { "x": { "shape": [2, 3] } }' })
    .exactOptional()
    .describe(described);
