import { sizeOf, type Tensor } from '../core/tensor.ts';
import type { ArrayInfo, ArraySource } from './arraySource.ts';
import type { ExampleAxes } from './exampleAxes.ts';
import { readRows } from './readRows.ts';

/** What the labels are, by all of a vector and by the chosen rows of a matrix. */
export interface LabelKind {
  /** They are whole numbers. */
  readonly integers: boolean;
  /** How many classes: the columns of one-hot labels, the largest index + 1; null where they are no classes. */
  readonly classes: number | null;
}

/**
 * Labels of one number an example are read whole, once: they are small, and their largest says how many classes
 * there are. Of wider ones, such as one-hot, only the rows asked for are read.
 */
export class LabelReader {
  readonly #source: ArraySource;
  readonly #info: ArrayInfo;
  readonly #axis: number;
  #vector: Float64Array | null = null;

  constructor(source: ArraySource, info: ArrayInfo, axes: ExampleAxes) {
    this.#source = source;
    this.#info = info;
    this.#axis = axes.labels;
    if (sizeOf(info.shape) === axes.total) this.#vector = source.read(info.path).data;
  }

  /** (m,), or (m, k) of labels that are k numbers each. */
  read(examples: readonly number[]): Tensor {
    const vector = this.#vector;
    if (!vector) return readRows(this.#source, this.#info, this.#axis, examples);
    return {
      shape: [examples.length],
      data: Float64Array.from(examples, (index) => vector[index] as number),
    };
  }

  /** The class of each example; null where a label is not a class. */
  classesOf(examples: readonly number[]): (number | null)[] {
    const { shape, data } = this.read(examples);
    if (shape.length === 1) return Array.from(data, (label) => (Number.isInteger(label) ? label : null));
    const width = sizeOf(shape.slice(1));
    return examples.map((_, row) => hotColumn(data.subarray(row * width, (row + 1) * width)));
  }

  /** @param chosen labels as `read` gave them */
  kindOf(chosen: Tensor): LabelKind {
    const known = (this.#vector ?? chosen.data).filter(Number.isFinite);
    const integers = known.every(Number.isInteger);
    if (this.#vector) {
      const indices = integers && known.every((label) => label >= 0);
      return {
        integers,
        classes: indices ? known.reduce((most, label) => Math.max(most, label + 1), 0) : null,
      };
    }
    const width = sizeOf(chosen.shape.slice(1));
    const oneHot = chosen.shape[0] !== 0 && everyRow(chosen.data, width, (row) => hotColumn(row) !== null);
    return { integers, classes: oneHot ? width : null };
  }
}

function everyRow(data: Float64Array, width: number, holds: (row: Float64Array) => boolean): boolean {
  for (let start = 0; start < data.length; start += width) {
    if (!holds(data.subarray(start, start + width))) return false;
  }
  return true;
}

/** The column of the only 1 among zeros; null for anything else. */
function hotColumn(row: Float64Array): number | null {
  const column = row.indexOf(1);
  return column >= 0 && row.every((value, k) => value === (k === column ? 1 : 0)) ? column : null;
}
