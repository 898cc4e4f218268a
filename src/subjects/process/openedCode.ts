import * as z from 'zod';
import { knownPlaceSchema, placeSchema, problemSchema } from './programProblem.ts';

/** What a program answers to `open`. */
const openedSchema = z.object({
  /** The arrays whose entries are moved. */
  tensors: z
    .array(
      z.object({
        /** Row of the results. */
        layer: z.string().min(1),
        /** What the row is, as Dense or affine. */
        type: z.string().default(''),
        /** kernel, bias, x, W1, … */
        name: z.string().min(1),
        shape: z.array(z.int().min(0)),
        /** The user's own name for it. */
        own: z.string().nullish(),
        /** Index in `targets`: whose cost it belongs to. */
        target: z.int().min(0).default(0),
      }),
    )
    .default([]),
  /** The costs. A program with one may leave them out. */
  targets: z
    .array(
      z.object({
        name: z.string().default(''),
        /** How the code was recognised, in words. */
        convention: z.string().default(''),
        /** J(θ); null where it is not finite. */
        cost: z.number().nullable().default(null),
        /** A loss that training would minimise, not a sum made up to check a layer. */
        loss: z.boolean().default(false),
        forward: placeSchema,
        backward: placeSchema,
      }),
    )
    .optional(),
  /** J(θ), where there are no `targets`. */
  cost: z.number().nullish(),
  /** Rows that cannot be checked, and why. */
  untested: z
    .array(
      z.object({
        layer: z.string().min(1),
        type: z.string().default(''),
        severity: z.enum(['error', 'warning']).default('warning'),
        problem: problemSchema,
      }),
    )
    .default([]),
  /** Functions with a guard in a logarithm, as log(p + 1e-7), that the program can do without. */
  guards: z.array(knownPlaceSchema).default([]),
  notes: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        layer: z.string().nullish(),
        place: placeSchema,
        severity: z.enum(['error', 'warning', 'information']).default('information'),
      }),
    )
    .default([]),
});

type Opened = z.output<typeof openedSchema>;
export type CodeTarget = NonNullable<Opened['targets']>[number];
export type CodeTensor = Opened['tensors'][number];
export type UntestedRow = Opened['untested'][number];
export type CodeNote = Opened['notes'][number];

/** The user's code as a program sees it. */
export interface OpenedCode {
  readonly tensors: readonly CodeTensor[];
  readonly targets: readonly CodeTarget[];
  readonly untested: readonly UntestedRow[];
  readonly notes: readonly CodeNote[];
  readonly guards: Opened['guards'];
}

/** @throws Error that says what is wrong with the answer */
export function readOpened(header: unknown): OpenedCode {
  const result = openedSchema.safeParse(header);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`in its answer to "open", ${issue?.path.join('.') || 'the header'}: ${issue?.message}`);
  }
  const { targets, cost = null, ...opened } = result.data;
  const only = { name: '', convention: '', cost, loss: true, forward: null, backward: null };
  const known = targets ?? [only];
  const stray = opened.tensors.find(({ target }) => target >= known.length);
  if (stray) throw new Error(`tensor ${stray.name} belongs to target ${stray.target}, which is not there`);
  return { ...opened, targets: known };
}
