import { type BackwardPass, type Columns, columnAt, columnCount, type Plane, type Stage } from './stage.ts';

/**
 * y = x · mask with a mask that does not change: Dropout with a seed. Without a mask it hands x on, as Flatten
 * does (rows are flat already) and as Dropout does where it is left out of a check.
 */
export class Scaling implements Stage {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameters = [];
  readonly work: number;
  readonly mixes = false;
  readonly #mask: Float64Array | null;

  /** @param mask (m, size), or null for the identity */
  constructor(size: number, mask: Float64Array | null) {
    this.inputSize = size;
    this.outputSize = size;
    this.work = size;
    this.#mask = mask;
  }

  forward(x: Float64Array, y: Float64Array): void {
    for (let k = 0; k < x.length; k++) y[k] = (x[k] as number) * this.#factor(k);
  }

  backward({ dy, dx }: BackwardPass): void {
    for (let k = 0; k < dy.length; k++) dx[k] = (dy[k] as number) * this.#factor(k);
  }

  update(planes: readonly Plane[], columns: Columns): Columns {
    const count = columnCount(columns, this.inputSize);
    for (const { x, y } of planes) {
      for (let row = 0; row < x.length; row += this.inputSize) {
        for (let c = 0; c < count; c++) {
          const k = row + columnAt(columns, c);
          y[k] = (x[k] as number) * this.#factor(k);
        }
      }
    }
    return columns;
  }

  perturb(): Columns {
    throw new Error('Dropout and Flatten have no parameters');
  }

  #factor(k: number): number {
    return this.#mask === null ? 1 : (this.#mask[k] as number);
  }
}
