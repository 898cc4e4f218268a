import type { Gradient } from '../target.ts';
import { type Held, heldIn } from '../tensor/graph.ts';
import { resultView, sameShape, type View } from '../tensor/view.ts';
import { isGradientName } from '../words.ts';
import { gradientIn } from './parts.ts';

/** A parameter inside an object. */
export type HeldParameter = Held;

/** An array that keeps the gradient of what stands beside it: `{ w, dw }`, `{ data, grad }`. */
const besideNames = /^_?(d_?w|d_?data|d_?values?|grads?|gradients?|deltas?|drv|derivatives?)$/i;

/** Lists and dictionaries of gradients, by the names of those of parameters. */
const groups = /^_?(grads?|gradients?|d_?params|nablas?)$/i;

/**
 * The gradient that a backward pass left of each parameter: inside the same object by its name (`dW` for `W`,
 * `weightsGradient` for `weights`), beside the numbers of a wrapper, or in a list or dictionary `grads` that is
 * parallel to the parameters.
 */
export function heldGradients(root: object, parameters: readonly HeldParameter[]): (Gradient | undefined)[] {
  const held = heldIn(root).filter(({ view }) => !parameters.some((own) => own.view.overlaps(view)));
  const taken = new Set<Held>();
  return parameters.map(({ path, view }) => {
    const candidates = held.filter((other) => !taken.has(other) && belongs(other.path, path));
    const best = candidates.find((other) => sameShape(other.view.shape, view.shape)) ?? candidates[0];
    if (best === undefined) return undefined;
    taken.add(best);
    // Inside a wrapper the two lie in memory alike, whatever shape the wrapper gives to one of them.
    const isInside = best.path.length > path.length && best.view.size === view.size;
    return gradientIn(isInside ? best.view.as(view.shape) : best.view);
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

/** The gradient that a wrapper keeps beside its numbers, in their shape: to be read or to be written into. */
export function gradientBeside(value: unknown): View | undefined {
  const view = resultView(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value) || view === undefined)
    return undefined;
  const beside = heldIn(value).find(
    ({ path, view: other }) =>
      path.length === 1 &&
      besideNames.test(path[0] as string) &&
      other.size === view.size &&
      !view.overlaps(other),
  );
  return beside?.view.as(view.shape);
}

const inputNames =
  /^_?(d_?(x|inputs?|in)|(grad|gradient)s?_?(x|inputs?|in)|(x|inputs?)_?(grad|gradient)s?)$/i;

/** dinputs, gradInput: the gradient of what a layer was given, whatever its forward pass calls that. */
export function inputGradient(root: object, name: string, view: View): View | undefined {
  return heldIn(root).find(
    ({ path, view: other }) =>
      path.length === 1 &&
      sameShape(other.shape, view.shape) &&
      (inputNames.test(path[0] as string) || isGradientName(path[0] as string, name)),
  )?.view;
}
