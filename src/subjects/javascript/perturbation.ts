import type { View } from './tensor/view.ts';

/** J at θ + h·e_k for every entry k and offset h, (entries, offsets). Every entry is put back bit for bit. */
export function atEntries(
  cost: () => number,
  view: View,
  entries: ArrayLike<number>,
  offsets: readonly number[],
): Float64Array {
  const costs = new Float64Array(entries.length * offsets.length);
  let next = 0;
  for (let e = 0; e < entries.length; e++) {
    const k = entries[e] as number;
    const value = view.at(k);
    try {
      for (const offset of offsets) {
        view.put(k, value + offset);
        costs[next++] = cost();
      }
    } finally {
      view.put(k, value);
    }
  }
  return costs;
}

/** J at θ + h·u for every offset h. Everything is put back. */
export function along(
  cost: () => number,
  view: View,
  direction: ArrayLike<number>,
  offsets: readonly number[],
): Float64Array {
  const kept = view.read();
  try {
    return Float64Array.from(offsets, (offset) => {
      for (let k = 0; k < kept.length; k++)
        view.put(k, (kept[k] as number) + offset * (direction[k] as number));
      return cost();
    });
  } finally {
    view.write(kept);
  }
}
