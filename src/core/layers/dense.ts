import {
  type BackwardPass,
  type Columns,
  columnAt,
  type Parameter,
  type Plane,
  type Stage,
} from './stage.ts';

/**
 * y = x W + b over the last axis. Kernel (inputs, units), bias (units,). An example of shape (…, inputs) is
 * `positions` rows of inputs, each treated alike.
 */
export class Dense implements Stage {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameters: readonly Parameter[];
  readonly work: number;
  readonly mixes = true;
  readonly #inputs: number;
  readonly #units: number;
  readonly #positions: number;
  readonly #kernel: Float64Array;
  readonly #bias: Float64Array | null;
  /** Columns that one perturbed unit changes: one per position. */
  readonly #unitColumns: Int32Array;

  constructor(positions: number, kernel: Parameter, bias: Parameter | null) {
    const [inputs, units] = kernel.shape as [number, number];
    this.#inputs = inputs;
    this.#units = units;
    this.#positions = positions;
    this.#kernel = kernel.values;
    this.#bias = bias?.values ?? null;
    this.inputSize = positions * inputs;
    this.outputSize = positions * units;
    this.work = this.inputSize * units;
    this.parameters = bias === null ? [kernel] : [kernel, bias];
    this.#unitColumns = new Int32Array(positions);
  }

  forward(x: Float64Array, y: Float64Array): void {
    this.#multiply(x, y, this.#bias);
  }

  backward({ x, dy, dx, gradients }: BackwardPass): void {
    const [dKernel, dBias] = gradients as [Float64Array, Float64Array | undefined];
    const inputs = this.#inputs;
    const units = this.#units;
    const kernel = this.#kernel;
    const rows = x.length / inputs;
    dKernel.fill(0);
    dBias?.fill(0);
    for (let row = 0; row < rows; row++) {
      const xRow = row * inputs;
      const yRow = row * units;
      for (let i = 0; i < inputs; i++) {
        const xi = x[xRow + i] as number;
        let sum = 0;
        for (let j = 0, k = i * units; j < units; j++, k++) {
          const slope = dy[yRow + j] as number;
          dKernel[k] = (dKernel[k] as number) + xi * slope;
          sum += slope * (kernel[k] as number);
        }
        dx[xRow + i] = sum;
      }
      if (dBias === undefined) continue;
      for (let j = 0; j < units; j++) dBias[j] = (dBias[j] as number) + (dy[yRow + j] as number);
    }
  }

  update(planes: readonly Plane[], columns: Columns): Columns {
    // Beyond half of the inputs a plain product is cheaper than correcting the base.
    const few = columns !== 'all' && columns.length * 2 <= this.inputSize;
    for (const [p, plane] of planes.entries()) {
      // The bias is real: it belongs to the first plane only.
      if (few) this.#correct(plane, columns);
      else this.#multiply(plane.x, plane.y, p === 0 ? this.#bias : null);
    }
    return 'all';
  }

  perturb(parameter: number, entry: number, delta: readonly number[], planes: readonly Plane[]): Columns {
    const inputs = this.#inputs;
    const units = this.#units;
    const ofKernel = parameter === 0;
    const unit = ofKernel ? entry % units : entry;
    const input = ofKernel ? (entry - unit) / units : 0;
    // Weights are real where they are not perturbed, and so is the input: each plane sees its own delta times x.
    const x = (planes[0] as Plane).baseX;
    for (const [p, { baseY, y }] of planes.entries()) {
      const step = delta[p] as number;
      for (let at = unit, from = input; at < y.length; at += units, from += inputs) {
        y[at] = (baseY[at] as number) + (ofKernel ? step * (x[from] as number) : step);
      }
    }
    for (let position = 0; position < this.#positions; position++) {
      this.#unitColumns[position] = position * units + unit;
    }
    return this.#unitColumns;
  }

  /** y = x W (+ b), summed over the inputs in their order. */
  #multiply(x: Float64Array, y: Float64Array, bias: Float64Array | null): void {
    const inputs = this.#inputs;
    const units = this.#units;
    const kernel = this.#kernel;
    const rows = y.length / units;
    for (let row = 0; row < rows; row++) {
      const xRow = row * inputs;
      const yRow = row * units;
      for (let j = 0; j < units; j++) y[yRow + j] = bias === null ? 0 : (bias[j] as number);
      for (let i = 0; i < inputs; i++) {
        const xi = x[xRow + i] as number;
        if (xi === 0) continue;
        for (let j = 0, k = i * units; j < units; j++, k++) {
          y[yRow + j] = (y[yRow + j] as number) + xi * (kernel[k] as number);
        }
      }
    }
  }

  /** y = base + (x − base x) W over the changed columns. */
  #correct({ baseX, baseY, x, y }: Plane, columns: Int32Array): void {
    const inputs = this.#inputs;
    const units = this.#units;
    const kernel = this.#kernel;
    y.set(baseY);
    for (let xRow = 0, yRow = 0; xRow < x.length; xRow += this.inputSize, yRow += this.outputSize) {
      for (let c = 0; c < columns.length; c++) {
        const column = columnAt(columns, c);
        const change = (x[xRow + column] as number) - (baseX[xRow + column] as number);
        if (change === 0) continue;
        const input = column % inputs;
        const yAt = yRow + ((column - input) / inputs) * units;
        for (let j = 0, k = input * units; j < units; j++, k++) {
          y[yAt + j] = (y[yAt + j] as number) + change * (kernel[k] as number);
        }
      }
    }
  }
}
