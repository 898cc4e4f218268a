import type { ArrayInfo } from './arraySource.ts';
import type { ExampleAxes } from './exampleAxes.ts';

/** Features and labels, and where their examples are. */
export interface ArrayPair {
  readonly features: ArrayInfo;
  readonly labels: ArrayInfo;
  readonly axes: ExampleAxes;
}
