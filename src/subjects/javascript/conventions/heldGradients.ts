import type { Gradient } from '../target.ts';
import { type Held, heldIn } from '../tensor/graph.ts';
import { sameShape, type View } from '../tensor/view.ts';
import { isGradientName } from '../words.ts';

/** A parameter inside an object. */
export type HeldParameter = Held;

/** An array that keeps the gradient of what stands beside it: `{ w, dw }`, `{ data, grad }`. */
const besideNames = /^_?(d_?w|d_?data|d_?values?|grads?|gradients?|deltas?|drv|derivatives?)$/i;

/** Lists and dictionaries of gradients, by the names of those of parameters. */
const groups = /^_?(grads?|gradients?|d_?params|nablas?)$/i;

/**
 * Where a backward pass left the gradient of each parameter: inside the same object by its name (`dW` for `W`,
 * `weightsGradient` for `weights`), beside the numbers of a wrapper, or in a list or dictionary `grads` that is
 * parallel to the parameters. The path of each, or undefined.
 */
export function heldGradientPaths(
  root: object,
  parameters: readonly HeldParameter[],
): (readonly string[] | undefined)[] {
  const held = heldIn(root).filter(({ view }) => !parameters.some((own) => own.view.overlaps(view)));
  const taken = new Set<Held>();
  return parameters.map(({ path, view }) => {
    const candidates = held.filter((other) => !taken.has(other) && belongs(other.path, path));
    const best = candidates.find((other) => sameShape(other.view.shape, view.shape)) ?? candidates[0];
    if (best !== undefined) taken.add(best);
    return best?.path;
  });
}

function belongs(gradient: readonly string[], parameter: readonly string[]): boolean {
  const own = parameter.at(-1) as string;
  const name = gradient.at(-1) as string;
  const folder = gradient.slice(0, -1);
  // weights.grad beside weights.data
  if (sameWay(folder, parameter)) return besideNames.test(name);
  if (besideNames.test(name) && sameWay(folder, parameter.slice(0, -1)) && isWrapped(own)) return true;
  if (sameWay(folder, parameter.slice(0, -1)) && isGradientName(name, own)) return true;
  // grads.W or grads.dW for W and params.W; grads.0 for params.0
  const group = gradient.findIndex((step) => groups.test(step));
  if (group < 0) return false;
  const within = gradient.slice(group + 1);
  const rest = parameter.slice(-within.length);
  const before = rest.slice(0, -1);
  return (
    within.length > 0 &&
    sameWay(within.slice(0, -1), before) &&
    (within.at(-1) === own || isGradientName(within.at(-1) as string, own))
  );
}

const isWrapped = (key: string) => /^(w|data|values?|val)$/.test(key);

function sameWay(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

/** The gradient that a wrapper keeps beside its numbers, to be read or to be written into. */
export function gradientBeside(value: unknown, view: View | undefined): View | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return heldIn(value).find(
    ({ path, view: other }) =>
      path.length === 1 &&
      besideNames.test(path[0] as string) &&
      other.size === view?.size &&
      !view.overlaps(other),
  )?.view;
}

export function asGradient(view: View | undefined): Gradient | undefined {
  return view === undefined ? undefined : { shape: view.shape, values: view.read(), single: view.single };
}
