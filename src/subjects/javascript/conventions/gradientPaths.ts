import type { Gradient } from '../target.ts';
import { heldIn } from '../tensor/graph.ts';
import type { View } from '../tensor/view.ts';
import { isGradientName } from '../words.ts';
import { gradientIn, gradientsIn, partsOf } from './parts.ts';

/** A parameter, and the way to it inside whatever holds the parameters. */
export interface PathedParameter {
  readonly path: readonly string[];
  readonly view: View;
}

/**
 * Gradients of parameters in what a backward pass returned: an object of the same build as the parameters, such as
 * a list of { dW, db } for a list of { W, b } or one of dW1 for W1; else by names, order and shape.
 */
export function returnedGradients(
  result: unknown,
  names: readonly string[],
  parameters: readonly PathedParameter[],
): (Gradient | undefined)[] {
  const held = result !== null && typeof result === 'object' ? heldIn(result) : [];
  const alike = parameters.map(({ path }) =>
    held.find(({ path: other }) => {
      const tail = other.slice(-path.length);
      const last = tail.at(-1) as string;
      const own = path.at(-1) as string;
      const isBeside = tail.length === path.length && tail.slice(0, -1).every((step, i) => step === path[i]);
      const isSame = last === own && (path.length > 1 || !/^\d+$/.test(own));
      return isBeside && (isSame || isGradientName(last, own));
    }),
  );
  const found = alike.map((one) => (one === undefined ? undefined : gradientIn(one.view)));
  if (found.every((gradient) => gradient !== undefined)) return found;
  const byOrder = gradientsIn(
    partsOf(result, names),
    parameters.map(({ path, view }) => ({ name: path.at(-1) as string, view })),
  );
  return parameters.map((_, p) => found[p] ?? byOrder[p]);
}
