import { type Between, backward, forward, untouched } from '../backpropagation.ts';
import type { Loss } from '../losses/loss.ts';
import type { Network } from '../network.ts';
import { RandomState } from '../random.ts';
import { atLeastRounded, type GradientError, largestMoves } from './gradientError.ts';
import type { Precision } from './precision.ts';

/** Of each kind: so many that they are not all small by chance. The largest stands for what rounding can do. */
const trials = 8;

/**
 * How far rounding moves the analytical gradient of each tensor, seen rather than modelled: backpropagation
 * runs again with every number between two stages moved at random by about a unit in the last place (stochastic
 * arithmetic, Vignes 1993). It shows what no formula of the gradient alone can: 1 − a² of a saturated tanh has
 * no correct digit left. One kind of trial moves the values once, as they come forward; the other moves them
 * anew whenever the way back reads them, so that errors do not cancel as in a(1 − a) · 1/(1 − a).
 */
export function roundingErrors(
  network: Network,
  loss: Loss,
  x: Float64Array,
  targets: Float64Array,
  m: number,
  precision: Precision,
): GradientError[] {
  // What is lost below the smallest number reaches the cost by the slopes.
  let reach = 1;
  const listener: Between = {
    ...untouched,
    slopes: (slopes) => {
      for (const slope of slopes) reach += Math.abs(slope);
      return slopes;
    },
  };
  const outputs = forward(network, x, m);
  const gradients = backward(network, loss, outputs, targets, listener);
  const end = network.stages.length;
  const terms = precision.exactDifferences ? 0 : loss.termSize((outputs[end] as Float64Array).length);
  const moving = movingBy(precision.roundoff, (place) => (place === end ? terms : 0));
  function* moved() {
    for (let trial = 0; trial < trials; trial++) {
      const once = forward(network, x, m, moving);
      yield backward(network, loss, once, targets, { ...moving, values: untouched.values });
      yield backward(network, loss, outputs, targets, moving);
    }
  }
  return largestMoves(gradients, moved()).map((seen, t) => {
    const { norm, entry } = atLeastRounded(seen, gradients[t] as Float64Array, precision.roundoff);
    return { norm: norm + precision.smallest * reach, entry: entry + precision.smallest * reach };
  });
}

/**
 * Moves numbers by one to three times their roundoff, up or down: never by nothing.
 *
 * @param termsAt size of what the slopes at a place are differences of
 */
function movingBy(roundoff: number, termsAt: (place: number) => number): Between {
  const random = new RandomState(0);
  const move = (values: Float64Array, terms: number) =>
    values.map((value) => {
      const draw = 2 * random.double() - 1;
      return value + roundoff * (2 * draw + Math.sign(draw)) * (Math.abs(value) + terms);
    });
  return {
    values: (values) => move(values, 0),
    slopes: (slopes, place) => move(slopes, termsAt(place)),
  };
}
