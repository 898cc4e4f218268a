import * as z from 'zod';
import { expandModel } from './expandModel.ts';
import { accepted, layersDims, modelObject } from './modelObject.ts';

/** Written as layers or as a list of sizes; read as layers, each with a unique name and its place. */
export const modelSchema = z.union(
  [
    layersDims
      .transform((layers_dims): z.input<typeof modelObject> => ({ layers_dims }))
      .pipe(modelObject)
      .transform((model, context) => expandModel(model, ['model'], context)),
    modelObject.transform((model, context) => expandModel(model, ['model', 'layers_dims'], context)),
  ],
  { error: accepted },
);
