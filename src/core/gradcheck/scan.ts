/** Multiplications per request: some 20 ms, so that progress is seen and a working check is known to be alive. */
const workPerRequest = 2e7;
const entriesPerRequest = 2048;

/**
 * One value per entry, asked for in portions; after each portion it yields how many there were in it.
 *
 * @param effort multiplications for one entry, about
 */
export async function* scan(
  entries: Int32Array,
  effort: number,
  ask: (portion: Int32Array) => Promise<Float64Array>,
): AsyncGenerator<number, Float64Array> {
  const values = new Float64Array(entries.length);
  const size = Math.min(entriesPerRequest, Math.max(1, Math.floor(workPerRequest / effort)));
  for (let from = 0; from < entries.length; from += size) {
    const portion = entries.subarray(from, from + size);
    values.set(await ask(portion), from);
    yield portion.length;
  }
  return values;
}

export function allEntries(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, k) => k);
}

/** At most `count` entries, evenly spread. */
export function someEntries(size: number, count: number): Int32Array {
  if (size <= count) return allEntries(size);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
}
