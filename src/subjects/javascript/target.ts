import type { Problem } from '../../core/problem.ts';
import type { Place } from './place.ts';
import type { View } from './tensor/view.ts';

/** An array whose entries are moved: a parameter, or an argument of a function that is checked on its own. */
export interface Slot {
  /** Row of the results: a layer of the config, a pair of functions, a parameter of its own. */
  readonly layer: string;
  /** kernel, bias, x, W1, … */
  readonly name: string;
  /** The numbers where the user's code reads them; written in place. */
  readonly view: View;
  /** What the row is, as its heading says: Dense, affine, … */
  readonly kind: string;
  /** The user's own name for it: params.W1, weights. */
  readonly own: string;
}

/** An analytical gradient, in the layout that the code gave it. */
export interface Gradient {
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** It was kept in single precision. */
  readonly single: boolean;
}

/**
 * One cost with its gradients: what every convention is turned into.
 *
 * `cost` gives J at the present values of the slots. `gradients` gives one analytical gradient for each slot, or
 * undefined where the code gives none; it may run forward first. Both may be called any number of times, in any
 * order, and give the same for the same values.
 */
export interface Target {
  readonly name: string;
  /** How the code was recognised, in words: 'paired functions', 'layer object', … */
  readonly convention: string;
  readonly slots: readonly Slot[];
  readonly cost: () => number;
  readonly gradients: () => readonly (Gradient | undefined)[];
  /** Places of the passes; diagnostics point to the backward one. */
  readonly forward: Place | undefined;
  readonly backward: Place | undefined;
  /** The cost is a loss that training would minimise, not a sum with random weights made up to check a layer. */
  readonly loss: boolean;
  readonly notes: readonly Note[];
}

/** A row that cannot be checked, and why. */
export interface Untested {
  readonly name: string;
  readonly kind: string;
  /** error: the user's code broke; warning: nothing was tested here. */
  readonly severity: 'error' | 'warning';
  readonly problem: Problem;
}

export type Row = Target | Untested;

export function isTarget(row: Row): row is Target {
  return 'slots' in row;
}

/** Something worth knowing that is no error. */
export interface Note {
  readonly code: string;
  readonly message: string;
  readonly layer: string | null;
  readonly place: Place | null;
  readonly severity: 'information' | 'warning';
}
