import type { ConfigPath } from '../core/problem.ts';
import type { Tensor } from '../core/tensor.ts';
import type { LabelKind } from './labelReader.ts';

/** Something worth knowing about the batch that is no error. */
export interface BatchNote {
  /** Default: information. */
  readonly severity?: 'warning';
  readonly code: string;
  readonly message: string;
  readonly path: ConfigPath;
}

/** The examples that a check runs on. */
export interface Batch {
  /** (m, …), scaled, not flattened. */
  readonly features: Tensor;
  /** (m,), or (m, k) of labels that are k numbers each. */
  readonly labels: Tensor & LabelKind;
  /** Their indices in the file, in the order of the rows. */
  readonly examples: readonly number[];
  /** Examples in the file. */
  readonly total: number;
  readonly notes: readonly BatchNote[];
}
