import type { RandomState } from '../../../core/random.ts';
import { along } from '../perturbation.ts';
import type { Gradient } from '../target.ts';
import type { View } from '../tensor/view.ts';

const step = 1e-5;

/** How far two derivatives may be apart, relative to their size, to count as the same: differences have an error. */
const slopeTolerance = 1e-5;

/** The derivative of a cost along a direction, by a central difference; the numbers are put back. */
function slopeAlong(cost: () => number, view: View, direction: Float64Array): number {
  const costs = along(cost, view, direction, [step, -step]);
  return ((costs[0] as number) - (costs[1] as number)) / (2 * step);
}

/** The analytical derivative over the measured one, in a random direction; NaN without a gradient of that size. */
export function slopeRatio(
  cost: () => number,
  view: View,
  gradient: Gradient | undefined,
  random: RandomState,
): number {
  if (gradient === undefined || gradient.values.length !== view.size) return Number.NaN;
  const direction = random.randn(view.size);
  const given = direction.reduce((total, u, k) => total + u * (gradient.values[k] as number), 0);
  return given / slopeAlong(cost, view, direction);
}

export function isNear(ratio: number, to: number): boolean {
  return Math.abs(ratio - to) <= slopeTolerance * Math.abs(to);
}
