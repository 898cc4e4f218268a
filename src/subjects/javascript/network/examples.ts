import { sizes } from '../arguments/sizes.ts';
import type { Context } from '../context.ts';
import type { Maker } from '../tensor/maker.ts';
import { transpose } from '../tensor/transpose.ts';
import { sizeOf } from '../tensor/view.ts';

/** How the examples lie: as rows, as columns, or one alone as a vector, a column or a row. */
export type Layout = 'rows' | 'columns' | 'vector' | 'column' | 'row';

export const layouts: readonly Layout[] = ['rows', 'columns', 'vector', 'column', 'row'];

/** Examples of the config or made up, in whichever layout the code wants them. */
export class Examples {
  readonly #x: Float64Array;
  readonly #context: Context;
  /** Of how many numbers an example is. */
  readonly inputs: number;
  readonly count: number;
  readonly #labelSeed: number;

  constructor(context: Context) {
    const { x } = context.request;
    this.#context = context;
    this.count = x?.shape[0] ?? sizes.examples;
    this.inputs = x === undefined ? sizes.inputs : sizeOf(x.shape.slice(1));
    this.#x = x?.values ?? context.random.randn(this.count * this.inputs);
    this.#labelSeed = context.random.uint32() % 1000;
  }

  /** How many examples a layout holds. */
  in(layout: Layout): number {
    return layout === 'rows' || layout === 'columns' ? this.count : 1;
  }

  features(layout: Layout, maker: Maker): unknown {
    return laid(this.#x, this.inputs, layout, this.in(layout), maker);
  }

  /**
   * Labels for outputs of `outputs` numbers each: dense, as a matrix of that layout.
   * @returns (m, outputs) values, examples first
   */
  #dense(outputs: number): Float64Array {
    const { y, classes } = this.#context.request;
    const dense = new Float64Array(this.count * outputs);
    if (y === undefined) {
      // Every example of another class than its neighbours; with one output both labels appear.
      for (let n = 0; n < this.count; n++) {
        if (outputs === 1) dense[n] = (n + this.#labelSeed) % 2;
        else dense[n * outputs + ((n + this.#labelSeed) % outputs)] = 1;
      }
      return dense;
    }
    if (y.values.length === dense.length && (outputs > 1 || classes === undefined || classes <= 2)) {
      return Float64Array.from(y.values);
    }
    for (let n = 0; n < this.count; n++) {
      const label = y.values[n] as number;
      if (label < outputs) dense[n * outputs + label] = 1;
    }
    return dense;
  }

  /** Ways to give the labels, and the same as one entry for each entry of the output. */
  labels(layout: Layout, outputs: number, outShape: readonly number[], maker: Maker): Labels[] {
    const dense = this.#dense(outputs);
    const count = this.in(layout);
    const kept = dense.slice(0, count * outputs);
    const classes = Array.from({ length: count }, (_, n) => indexOfLargest(kept, n * outputs, outputs));
    const beside = layout === 'columns' ? transpose(kept, count, outputs) : kept;
    const same = maker.make(outShape, beside);
    const ways: unknown[] = [same];
    if (outputs > 1) ways.push(count === 1 && layout !== 'rows' ? classes[0] : classes, classes);
    if (outputs === 1)
      ways.push(maker.make([count], kept), maker.make([count, 1], kept), maker.make([1, count], kept));
    if (outputs === 1 && count === 1) ways.push(kept[0]);
    return ways.filter((way) => way !== undefined).map((given) => ({ given, dense: beside }));
  }
}

export interface Labels {
  readonly given: unknown;
  /** In the order of the output's entries. */
  readonly dense: Float64Array;
}

function laid(values: Float64Array, inputs: number, layout: Layout, count: number, maker: Maker): unknown {
  const kept = values.slice(0, count * inputs);
  switch (layout) {
    case 'rows':
      return maker.make([count, inputs], kept);
    case 'columns':
      return maker.make([inputs, count], transpose(kept, count, inputs));
    case 'vector':
      return maker.make([inputs], kept);
    case 'column':
      return maker.make([inputs, 1], kept);
    case 'row':
      return maker.make([1, inputs], kept);
  }
}

function indexOfLargest(values: Float64Array, start: number, count: number): number {
  let best = 0;
  for (let j = 1; j < count; j++)
    if ((values[start + j] as number) > (values[start + best] as number)) best = j;
  return best;
}
