import { codeObject } from './code.ts';
import { datasetSchema } from './dataset.ts';
import { modelObject } from './modelObject.ts';
import { checkSchema } from './schema.ts';

const sections = {
  dataset: datasetSchema.shape,
  model: modelObject.shape,
  code: codeObject.shape,
  check: checkSchema.shape,
};

/** The section of the config that a key belongs in, for keys that stand in another place. */
export function sectionOf(key: string): string | undefined {
  return Object.entries(sections).find(([, shape]) => Object.hasOwn(shape, key))?.[0];
}
