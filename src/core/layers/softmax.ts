import { type Complex, exp, reciprocal } from '../complex.ts';
import { type BackwardPass, type Columns, functionWork, type Plane, type Stage } from './stage.ts';

/** y = e^x / Σ e^x over the last axis, shifted by the largest x so that nothing overflows. */
export class Softmax implements Stage {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameters = [];
  readonly work: number;
  readonly mixes = true;
  readonly #classes: number;
  readonly #z: Complex = { re: 0, im: 0 };

  constructor(size: number, classes: number) {
    this.inputSize = size;
    this.outputSize = size;
    this.work = functionWork * size;
    this.#classes = classes;
  }

  forward(x: Float64Array, y: Float64Array): void {
    for (let start = 0; start < x.length; start += this.#classes) this.#real(x, y, start);
  }

  /** dx = y ∘ (dy − ⟨y, dy⟩) */
  backward({ y, dy, dx }: BackwardPass): void {
    const classes = this.#classes;
    for (let start = 0; start < y.length; start += classes) {
      let inner = 0;
      for (let k = start; k < start + classes; k++) inner += (y[k] as number) * (dy[k] as number);
      for (let k = start; k < start + classes; k++) dx[k] = (y[k] as number) * ((dy[k] as number) - inner);
    }
  }

  update(planes: readonly Plane[], _columns: Columns): Columns {
    const [real, imaginary] = planes as [Plane, Plane | undefined];
    for (let start = 0; start < real.x.length; start += this.#classes) {
      if (imaginary === undefined) this.#real(real.x, real.y, start);
      else this.#complex(real, imaginary, start);
    }
    return 'all';
  }

  perturb(): Columns {
    throw new Error('softmax has no parameters');
  }

  #real(x: Float64Array, y: Float64Array, start: number): void {
    const end = start + this.#classes;
    const largest = this.#largest(x, start, end);
    let sum = 0;
    for (let k = start; k < end; k++) {
      y[k] = Math.exp((x[k] as number) - largest);
      sum += y[k] as number;
    }
    for (let k = start; k < end; k++) y[k] = (y[k] as number) / sum;
  }

  #complex(real: Plane, imaginary: Plane, start: number): void {
    const end = start + this.#classes;
    const z = this.#z;
    const largest = this.#largest(real.x, start, end);
    let sumRe = 0;
    let sumIm = 0;
    for (let k = start; k < end; k++) {
      exp((real.x[k] as number) - largest, imaginary.x[k] as number, z);
      real.y[k] = z.re;
      imaginary.y[k] = z.im;
      sumRe += z.re;
      sumIm += z.im;
    }
    reciprocal(sumRe, sumIm, z);
    for (let k = start; k < end; k++) {
      const re = real.y[k] as number;
      const im = imaginary.y[k] as number;
      real.y[k] = re * z.re - im * z.im;
      imaginary.y[k] = re * z.im + im * z.re;
    }
  }

  /** The shift: constant with respect to the imaginary part. */
  #largest(x: Float64Array, start: number, end: number): number {
    let largest = x[start] as number;
    for (let k = start + 1; k < end; k++) if ((x[k] as number) > largest) largest = x[k] as number;
    return largest;
  }
}
