import * as z from 'zod';
import { codeSchema } from './code.ts';
import { datasetSchema } from './dataset.ts';
import { modelSchema } from './model.ts';
import { accepted as acceptedModel } from './modelObject.ts';
import { object, seed } from './object.ts';

export const checkSchema = object('an object, such as { "method": "central", "threshold": 1e-7 }', {
  method: z.enum(['central', 'forward'], { error: '"central" or "forward"' }).default('central').meta({
    description:
      '`central`: (J(θ+ε) − J(θ−ε)) / 2ε. `forward`: (J(θ+ε) − J(θ)) / ε, half the work and far less exact. Default: `central`.',
  }),
  epsilon: z
    .number({ error: 'a number above 0, such as 1e-4' })
    .positive()
    .exactOptional()
    .meta({
      description:
        'The step ε by which each parameter is changed, in units of the parameter. Default: chosen for you.',
      examples: [1e-4, 1e-7],
    }),
  threshold: z
    .number({ error: 'a number above 0 and below 1, such as 1e-7' })
    .positive()
    .lt(1)
    .exactOptional()
    .meta({
      description:
        'The largest normalised difference ‖a − n‖ / (‖a‖ + ‖n‖) that is fine, without a unit. Default: 1e-7, or the setting.',
      examples: [1e-7],
    }),
  coverage: z
    .enum(['auto', 'all'], { error: '"auto" or "all"' })
    .default('auto')
    .describe(
      'Which parameters are measured: `all` of them, or as many as `auto` finds necessary. Default: `auto`.',
    ),
});

/** The config as it is written. What it reads as, with defaults filled in and short forms written out, is `Config`. */
export const configSchema = object(
  'an object, such as { "model": { "layers_dims": [784, 5, 10] }, "dataset": { "file": "data/train.h5" } }',
  {
    $schema: z
      .string({ error: 'the address of a JSON schema' })
      .exactOptional()
      .describe('Address of a JSON schema for editors. Not used by the check.'),
    seed: seed
      .default(1)
      .describe('Seed of every random choice, drawn as by `numpy.random.RandomState(seed)`. Default: 1.'),
    dataset: datasetSchema.exactOptional().describe('Where the examples come from.'),
    model: modelSchema
      .exactOptional()
      .describe(
        'The network whose gradients are checked: its layers, or a list of sizes. May be left out where `code` says what is checked.',
      ),
    code: codeSchema
      .exactOptional()
      .describe("Whose backward pass is checked. Default: the reference network's own."),
    check: checkSchema.prefault({}).describe('How the gradients are checked.'),
  },
).superRefine(
  ({ model, code }, context) => {
    if (model !== undefined || (code !== undefined && code.kind !== 'recorded')) return;
    context.addIssue({
      code: 'custom',
      path: [],
      message: `This config has no "model". Add it: ${acceptedModel}.`,
      params: { code: 'config.missing', oneOf: ['model'] },
    });
  },
  {
    when: ({ value }) =>
      isObject(value) && !('model' in value) && (value.code === undefined || isObject(value.code)),
  },
);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type Config = z.output<typeof configSchema>;
export type ModelConfig = NonNullable<Config['model']>;
/** A config that describes a network. */
export type NetworkConfig = Config & { readonly model: ModelConfig };
