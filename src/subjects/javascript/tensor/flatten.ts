import { isFloats, wrappedIn } from './view.ts';

/** Writes all numbers of a structure into an array, the outermost index first; NaN where something is none. */
export function flattenInto(target: Float64Array, value: unknown): Float64Array {
  let next = 0;
  const add = (inner: unknown): void => {
    if (typeof inner === 'number') target[next++] = inner;
    else if (Array.isArray(inner) || isFloats(inner)) for (let i = 0; i < inner.length; i++) add(inner[i]);
    else {
      const wrapped = wrappedIn(inner);
      if (wrapped === undefined) target[next++] = Number.NaN;
      else add(wrapped);
    }
  };
  add(value);
  if (next !== target.length) target.fill(Number.NaN);
  return target;
}
