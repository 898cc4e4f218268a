import { isFloats, wrappedIn } from './view.ts';

/** Σ out · weights over all entries; NaN where something in `out` is not a number or their counts differ. */
export function dot(out: unknown, weights: Float64Array): number {
  if (typeof out === 'number') return out * (weights[0] as number);
  let next = 0;
  let total = 0;
  const add = (value: unknown): void => {
    if (!Array.isArray(value) && !isFloats(value)) {
      const wrapped = wrappedIn(value);
      if (wrapped === undefined) total = Number.NaN;
      else add(wrapped);
      return;
    }
    for (let i = 0; i < value.length; i++) {
      const entry = value[i];
      if (typeof entry === 'number') total += entry * (weights[next++] as number);
      else add(entry);
    }
  };
  add(out);
  return next === weights.length ? total : Number.NaN;
}
