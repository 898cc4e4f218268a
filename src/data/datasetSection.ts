import type { ExamplesAxis } from './exampleAxes.ts';
import type { FlattenOrder } from './flattenExamples.ts';
import type { Scale } from './scaleFeatures.ts';

/** The config's `dataset`, without its file. */
export interface DatasetSection {
  readonly features?: string;
  /** A number is a column of a CSV file. */
  readonly labels?: string | number;
  /** How many, or their indices. */
  readonly examples: number | readonly number[];
  readonly scale?: Scale;
  readonly order: FlattenOrder;
  readonly examples_axis?: ExamplesAxis;
}
