import { type Between, backward, forward, untouched } from '../backpropagation.ts';
import { Elementwise } from '../layers/elementwise.ts';
import type { Loss } from '../losses/loss.ts';
import type { Network } from '../network.ts';
import { RandomState } from '../random.ts';
import { type GradientError, largestMoves } from './gradientError.ts';
import type { Precision } from './precision.ts';

/** A pre-activation this many roundings of the largest one from 0 may as well be on the other side. */
const reach = 8;
/** Trials in which each relu takes a side of its own, besides those in which all take the same. */
const mixed = 6;
/** On one side of a kink, and nowhere else. */
const beside = 1e-300;

const none: GradientError = { norm: 0, entry: 0 };

/**
 * How far the gradient of each tensor moves when the relus that stand at their kink (z = 0 but for rounding) take
 * the slope of another side: there the cost has no derivative, and every choice of slopes is a right gradient.
 * Exactly 0 where no relu stands there.
 */
export function kinkErrors(
  network: Network,
  loss: Loss,
  x: Float64Array,
  targets: Float64Array,
  m: number,
  precision: Precision,
): GradientError[] {
  const kinked = network.stages.some((stage) => stage instanceof Elementwise && stage.activation.kinked);
  if (!kinked) return network.tensors.map(() => none);
  const random = new RandomState(0);
  const sides = [() => 1, () => -1, ...Array.from({ length: mixed }, () => () => random.double() - 0.5)];
  /** Whether any stands at its kink. */
  let met = false;
  const aside = (side: () => number): Between => ({
    ...untouched,
    values: (values, place) => {
      const stage = network.stages[place];
      if (!(stage instanceof Elementwise && stage.activation.kinked)) return values;
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const band = reach * precision.roundoff * largest;
      return values.map((value) => {
        if (Math.abs(value) > band) return value;
        met = true;
        return side() > 0 ? beside : -beside;
      });
    },
  });
  function* taken() {
    for (const side of sides) yield backward(network, loss, forward(network, x, m, aside(side)), targets);
  }
  const moves = largestMoves(backward(network, loss, forward(network, x, m), targets), taken());
  return met ? moves : moves.map(() => none);
}
