/**
 * One step of a network's forward pass. A Dense layer with an activation is two stages; a batch of m examples
 * is m rows of `inputSize` numbers.
 */
export interface Stage {
  /** Numbers per example. */
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameters: readonly Parameter[];
  /** Multiplications per example, about: to tell how far a check has come, not to time it. */
  readonly work: number;
  /** One changed input changes (nearly) all outputs. */
  readonly mixes: boolean;

  /** y from x: row-major, (m, inputSize) → (m, outputSize). */
  forward(x: Float64Array, y: Float64Array): void;

  /** The vector-Jacobian product at x: writes dJ/dx, and dJ/dθ into `gradients` (one per parameter). */
  backward(pass: BackwardPass): void;

  /**
   * Re-evaluates only what changed: `columns` of the input differ from the base; writes the output columns
   * that follow and answers which. Outputs elsewhere are left as they are (they hold the base).
   */
  update(planes: readonly Plane[], columns: Columns): Columns;

  /** Output after one parameter entry moved by `delta` (one number per plane), the input being the base. */
  perturb(parameter: number, entry: number, delta: readonly number[], planes: readonly Plane[]): Columns;
}

/** An exponential costs about so many multiplications. */
export const functionWork = 16;

/** A tensor of weights, in C order, owned by its stage. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export interface BackwardPass {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dy: Float64Array;
  readonly dx: Float64Array;
  readonly gradients: readonly Float64Array[];
}

/**
 * What one stage works on while a perturbation travels through: the unperturbed values and the perturbed ones.
 * The first plane is the real part; with a second one, the imaginary part, the cost is evaluated at a complex
 * point. The imaginary plane's base is zero.
 */
export interface Plane {
  readonly baseX: Float64Array;
  readonly baseY: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Which features of every example changed. */
export type Columns = Int32Array | 'all';

export function columnCount(columns: Columns, size: number): number {
  return columns === 'all' ? size : columns.length;
}

export function columnAt(columns: Columns, i: number): number {
  return columns === 'all' ? i : (columns[i] as number);
}
