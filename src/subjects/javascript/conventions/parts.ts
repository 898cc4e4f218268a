import { isPlain } from '../plainObject.ts';
import type { Gradient } from '../target.ts';
import { resultView, sameShape, sizeOf, type View, viewOf, wrappingKey } from '../tensor/view.ts';
import { isGradientName } from '../words.ts';

/** One of the values that a function returns together. */
export interface Part {
  /** As the return statement calls it; empty where it has no name. */
  readonly name: string;
  readonly value: unknown;
}

/**
 * What a function returned, taken apart: the elements of a list, the members of an object, or the value itself.
 * @param names from its return statement: only they tell `[out, x]` of equal shapes from one array
 */
export function partsOf(result: unknown, names: readonly string[]): Part[] {
  if (result === null || result === undefined) return [];
  if (Array.isArray(result)) {
    const isList = names.length === result.length && names.length > 1 && typeof result[0] !== 'number';
    if (isList || viewOf(result) === undefined)
      return result.map((value, i) => ({ name: names[i] ?? '', value }));
  } else if (typeof result === 'object' && wrappingKey(result) === undefined && !ArrayBuffer.isView(result)) {
    return (result instanceof Map ? [...result] : Object.entries(result)).flatMap(([name, value]): Part[] => {
      // { grads: { W1: … } } beside { loss }: the members of the inner one are what it is about.
      const inner = /^(grads?|gradients?)$/i.test(name) && isPlain(value) ? Object.entries(value) : undefined;
      return inner === undefined
        ? [{ name, value }]
        : inner.map(([key, own]) => ({ name: `d${key}`, value: own }));
    });
  }
  return [{ name: names.length === 1 ? (names[0] as string) : '', value: result }];
}

/**
 * A way to one of the parts of a result that is built like this one. It is taken thousands of times, so it goes
 * straight there.
 */
export function partReader(
  sample: unknown,
  names: readonly string[],
  index: number,
): (result: unknown) => unknown {
  const part = partsOf(sample, names)[index];
  if (part !== undefined && part.value === sample) return (result) => result;
  if (Array.isArray(sample)) return (result) => (result as unknown[])[index];
  const key = part?.name ?? '';
  if (isPlain(sample) && Object.hasOwn(sample, key))
    return (result) => (result as Record<string, unknown>)[key];
  return (result) => partsOf(result, names)[index]?.value;
}

/** An array that a gradient is expected for. */
interface Wanted {
  readonly name: string;
  readonly view: View;
}

/** The gradient of each array among what a backward pass returned: by its name, by its order, or by its shape. */
export function gradientsIn(parts: readonly Part[], wanted: readonly Wanted[]): (Gradient | undefined)[] {
  const left = new Map(parts.map((part, i) => [i, { ...part, gradient: gradientOf(part.value) }]));
  const take = (i: number | undefined): Gradient | undefined => {
    const gradient = i === undefined ? undefined : left.get(i)?.gradient;
    if (i !== undefined) left.delete(i);
    return gradient;
  };
  const found = wanted.map(({ name }) => {
    const candidates = [...left].filter(([, part]) => isGradientName(part.name, name) || part.name === name);
    return take(candidates.length > 0 ? candidates[0]?.[0] : undefined);
  });
  const open = wanted.flatMap((_, k) => (found[k] === undefined ? [k] : []));
  const rest = [...left].filter(([, { gradient }]) => gradient !== undefined);
  // As many of them as arrays are left: their order tells, which keeps gradients of the wrong shape in place.
  const inOrder =
    rest.length === open.length && (rest.length === wanted.length || rest.every(([i], n) => fits(i, n)));
  function fits(i: number, n: number): boolean {
    const shape = wanted[open[n] as number]?.view.shape;
    return shape !== undefined && sameSize(left.get(i)?.gradient?.shape, shape);
  }
  for (const [n, k] of open.entries()) {
    const { shape } = (wanted[k] as Wanted).view;
    const chosen = inOrder
      ? rest[n]
      : (rest.find(([i]) => left.has(i) && sameShape(left.get(i)?.gradient?.shape ?? [-1], shape)) ??
        (wanted.length === 1 ? rest[0] : undefined));
    found[k] = take(chosen?.[0]);
  }
  return found;
}

function sameSize(a: readonly number[] | undefined, b: readonly number[]): boolean {
  return a !== undefined && sizeOf(a) === sizeOf(b);
}

/** A value of the user's as a gradient, or undefined where it holds no numbers. */
function gradientOf(value: unknown): Gradient | undefined {
  const view = resultView(value);
  return view === undefined ? undefined : gradientIn(view);
}

export function gradientIn(view: View): Gradient {
  return { shape: view.shape, values: view.read(), single: view.single };
}

/** How well a trial went: one that gives some gradient, however wrong, is before one that gives none. */
export function trialFit(gradients: readonly (Gradient | undefined)[], wanted: readonly Wanted[]): number {
  const isSilent = gradients.every((gradient) => gradient === undefined);
  return isSilent ? 0.01 : fitOf(gradients, wanted) || 0.1;
}

/** Of the arrays, the share that have a gradient of their shape without a NaN. */
export function fitOf(gradients: readonly (Gradient | undefined)[], wanted: readonly Wanted[]): number {
  if (wanted.length === 0) return 0;
  const fitting = gradients.filter((gradient, k) => {
    const shape = wanted[k]?.view.shape;
    return (
      gradient !== undefined &&
      shape !== undefined &&
      sameShape(gradient.shape, shape) &&
      !gradient.values.some(Number.isNaN)
    );
  });
  return fitting.length / wanted.length;
}
