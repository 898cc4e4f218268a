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

/**
 * A model whose gradient is checked: its parameters, its cost and its own analytical gradients. The check
 * knows nothing else of it, so that any network, file or process can stand behind it. Tensors are named by
 * their index in `tensors`; entries are flat indices in C order.
 */
export interface Subject {
  readonly tensors: readonly SubjectTensor[];
  /** J(θ) on the batch. */
  cost(): Promise<number>;
  /** How often the cost was evaluated so far. */
  evaluations(): number;
  analyticalGradients(): Promise<readonly Float64Array[]>;
  /** Numerical derivatives of J in some entries of a tensor, from J at θ ± ε e_k. */
  differences(tensor: number, entries: Int32Array, step: DifferenceStep): Promise<Float64Array>;
  /** Derivatives of J in some entries by a method that has no step. */
  stepFreeDerivatives(tensor: number, entries: Int32Array): Promise<Float64Array>;
  /** How far rounding can move the analytical gradient of each tensor. */
  roundingErrors(): Promise<readonly GradientError[]>;
  /** How far it can move by the choice of a slope where the cost has a kink; 0 where it has none. */
  kinkErrors(): Promise<readonly GradientError[]>;
  /** The subject computes or stores its gradients in single precision. */
  readonly singlePrecision: boolean;
  /** What keeps a layer's gradient at zero, where it can be seen. */
  stuckUnits(layer: string): StuckUnits | null;
}
