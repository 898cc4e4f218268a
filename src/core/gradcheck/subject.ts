import type { Arbiter } from './arbiter.ts';
import type { DifferenceStep } from './differenceQuotient.ts';
import type { GradientError } from './gradientError.ts';

/** A parameter tensor of what is checked, in the layout of the code that is checked. */
export interface SubjectTensor {
  readonly layer: string;
  readonly layerType: string;
  /** kernel, bias, … */
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** Multiplications for one cost, about: to ask for portions of entries, and to tell how far a check has come. */
  readonly effort: number;
}

/** How many of a layer's units give no gradient on this batch. */
export interface StuckUnits {
  readonly units: number;
  readonly saturated: number;
  readonly dead: number;
  /** Largest feature of the batch, in absolute value. */
  readonly largestFeature: number;
}

/** In place of a gradient that cannot be compared: its shape, or null where there is none at all. */
export class UnusableGradient {
  readonly shape: readonly number[] | null;

  constructor(shape: readonly number[] | null) {
    this.shape = shape;
  }
}

/**
 * A model whose gradient is checked: its parameters, its cost and its own analytical gradients. The check
 * knows nothing else of it, so that any network, file or process can stand behind it. Tensors are named by
 * their index in `tensors`; entries are flat indices in C order.
 */
export interface Subject {
  readonly tensors: readonly SubjectTensor[];
  /** The loss on the batch; null where there is none, because each row has a cost made up to check it. */
  loss(): Promise<number | null>;
  /** J(θ) on the batch, as each tensor's derivatives are taken of it. */
  costs(): Promise<readonly number[]>;
  /** How often a cost was evaluated so far. */
  evaluations(): number;
  analyticalGradients(): Promise<readonly (Float64Array | UnusableGradient)[]>;
  /** Numerical derivatives of J in some entries of a tensor, from J at θ ± ε e_k. */
  differences(tensor: number, entries: Int32Array, step: DifferenceStep): Promise<Float64Array>;
  /** Settles what the step ε leaves in doubt. */
  readonly arbiter: Arbiter;
  /** How far rounding can move the analytical gradient of each tensor. */
  roundingErrors(): Promise<readonly GradientError[]>;
  /** How far it can move by the choice of a slope where the cost has a kink; 0 where it has none. */
  kinkErrors(): Promise<readonly GradientError[]>;
  /** How far rounding can move one evaluation of the cost, for each tensor. */
  costErrors(): Promise<readonly number[]>;
  /** Costs or gradients of a tensor are computed or stored in single precision. */
  singlePrecision(tensor: number): boolean;
  /** Whether both gradients of a tensor are zero at other points too, so that the zero is none of this point. */
  isZeroElsewhere?(tensor: number): Promise<boolean>;
  /** Whether a gradient is that of the cost without the guards in its logarithms, log(p) for log(p + 1e-7). */
  agreesWithoutGuards?(tensor: number, analytical: Float64Array, threshold: number): Promise<boolean>;
  /** What keeps a layer's gradient at zero, where it can be seen. */
  stuckUnits(layer: string): StuckUnits | null;
}
