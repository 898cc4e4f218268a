import { backward, forward } from '../backpropagation.ts';
import type { Loss } from '../losses/loss.ts';
import type { Network } from '../network.ts';
import { RandomState } from '../random.ts';
import { compare, norm } from './comparison.ts';
import type { RoundingError } from './subject.ts';

/** Twice the unit roundoff of float64: each intermediate value moves by up to one unit in the last place. */
const jitter = 2 ** -52;
const trials = 3;
/** Every gradient is rounded at least so much, whatever the trials show. */
const roundoff = 8 * 2 ** -53;
/** Below this even the relative spacing of doubles is lost. */
const smallest = 1e-290;

/**
 * How far rounding moves the analytical gradient of each tensor, seen rather than modelled: backpropagation
 * runs again with every number between two stages moved at random by a unit in the last place (stochastic
 * arithmetic, Vignes 1993). It shows what no formula of the gradient alone can: 1 − a² of a saturated tanh
 * has no correct digit left.
 */
export function roundingErrors(
  network: Network,
  loss: Loss,
  x: Float64Array,
  targets: Float64Array,
  m: number,
): RoundingError[] {
  const random = new RandomState(0);
  const move = (values: Float64Array) => {
    for (let k = 0; k < values.length; k++)
      values[k] = (values[k] as number) * (1 + jitter * (2 * random.double() - 1));
  };
  const gradients = backward(network, loss, forward(network, x, m), targets);
  const moved = Array.from({ length: trials }, () =>
    backward(network, loss, forward(network, x, m, move), targets, move),
  );
  return gradients.map((gradient, t) => {
    let errorNorm = smallest + roundoff * norm(gradient);
    let entry = smallest + roundoff * largestOf(gradient);
    for (const trial of moved) {
      const other = trial[t] as Float64Array;
      errorNorm = Math.max(errorNorm, compare(gradient, other).apart);
      entry = Math.max(entry, largestOf(gradient.map((value, k) => value - (other[k] as number))));
    }
    return { norm: errorNorm, entry };
  });
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  return largest;
}
