import type { Tensor } from '../core/tensor.ts';

/** What an array's elements are; `other` (strings, compounds, half floats …) can be listed but not read. */
export type ElementKind = 'bool' | 'integer' | 'float' | 'other';

export interface ArrayInfo {
  /** As h5py prints it: no leading slash, groups divided by `/`. */
  readonly path: string;
  /** `[]` for a scalar. */
  readonly shape: readonly number[];
  /** The element type in NumPy's words, such as `float32`, or a few words where NumPy has none. */
  readonly type: string;
  readonly kind: ElementKind;
  /** Bytes of one element in the file. */
  readonly itemBytes: number;
  /** Extents of one chunk; null where the array is stored in one piece. */
  readonly chunks: readonly number[] | null;
}

/** Half open: `[start, stop)`. */
export type Range = readonly [start: number, stop: number];

/**
 * A file of named arrays, opened lazily. Its problems have an empty path, because a dataset and a file of
 * recorded gradients are asked for in different places of a config: the caller says where (`locate`).
 */
export interface ArraySource {
  /** As it was given to `open`. */
  readonly file: string;
  /** The most that one read may hold in memory. */
  readonly memoryBytes: number;
  /** Bytes of elements asked for so far, as stored in the file. */
  readonly bytesRead: number;
  /** Every array that can be named, each once, whatever its type. */
  datasets(): readonly ArrayInfo[];
  /** Throws `data.name`, with the names there are. */
  info(path: string): ArrayInfo;
  /**
   * Elements as float64 in C order; one range per axis, all of the array without.
   * Throws `data.name`, `data.type`, `data.filter`, `data.range`, `data.memory`, `data.corrupt`.
   */
  read(path: string, ranges?: readonly Range[]): Tensor;
  close(): void;
}
