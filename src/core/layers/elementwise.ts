import type { Activation } from '../activations.ts';
import type { Complex } from '../complex.ts';
import {
  type BackwardPass,
  type Columns,
  columnAt,
  columnCount,
  functionWork,
  type Plane,
  type Stage,
} from './stage.ts';

/** y = φ(x), entry by entry. */
export class Elementwise implements Stage {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameters = [];
  readonly work: number;
  readonly mixes = false;
  readonly activation: Activation;
  readonly #z: Complex = { re: 0, im: 0 };

  constructor(size: number, activation: Activation) {
    this.inputSize = size;
    this.outputSize = size;
    this.work = functionWork * size;
    this.activation = activation;
  }

  forward(x: Float64Array, y: Float64Array): void {
    for (let k = 0; k < x.length; k++) y[k] = this.activation.value(x[k] as number);
  }

  backward({ x, y, dy, dx }: BackwardPass): void {
    for (let k = 0; k < x.length; k++) {
      dx[k] = (dy[k] as number) * this.activation.derivative(x[k] as number, y[k] as number);
    }
  }

  update(planes: readonly Plane[], columns: Columns): Columns {
    const [real, imaginary] = planes as [Plane, Plane | undefined];
    const count = columnCount(columns, this.inputSize);
    for (let row = 0; row < real.x.length; row += this.inputSize) {
      for (let c = 0; c < count; c++) {
        const k = row + columnAt(columns, c);
        const re = real.x[k] as number;
        if (imaginary === undefined) {
          real.y[k] = this.activation.value(re);
        } else {
          this.activation.complex(re, imaginary.x[k] as number, this.#z);
          real.y[k] = this.#z.re;
          imaginary.y[k] = this.#z.im;
        }
      }
    }
    return columns;
  }

  perturb(): Columns {
    throw new Error('an activation has no parameters');
  }
}
