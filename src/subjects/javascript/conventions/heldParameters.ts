import { heldIn, viewAlong } from '../tensor/graph.ts';
import type { View } from '../tensor/view.ts';
import type { HeldParameter } from './heldGradients.ts';

/** A lone number counts if it is called like a parameter: sizes and options are numbers too. */
const numberNames = /^(b|bias|w|weight|gamma|beta|slope|scale)$/i;

/**
 * The parameters among what an object holds: arrays that the cost depends on and that computing it leaves alone.
 * Caches are written anew, sizes and running statistics change nothing.
 * @param inputs arrays that are no parameters, though the object may keep hold of them
 */
export function heldParameters(object: object, cost: () => number, inputs: readonly View[]): HeldParameter[] {
  const found: HeldParameter[] = [];
  const before = cost();
  for (const held of heldIn(object)) {
    const { path, view, isNumber } = held;
    if ([...inputs, ...found.map((one) => one.view)].some((known) => known.overlaps(view))) continue;
    if (isNumber && !numberNames.test(path.at(-1) as string)) continue;
    const kept = view.read();
    const moved = kept.map((value, k) => value + 0.3 + 0.01 * (k % 7));
    view.write(moved);
    const after = costOrSame(cost, before);
    const now = viewAlong(object, path);
    const isLeft =
      now !== undefined && now.size === view.size && now.read().every((value, k) => value === moved[k]);
    view.write(kept);
    if (!Object.is(after, before) && isLeft) found.push(held);
  }
  cost();
  return found;
}

/** An array of indices or of sizes cannot be moved: then it is no parameter. */
function costOrSame(cost: () => number, before: number): number {
  try {
    return cost();
  } catch {
    return before;
  }
}
