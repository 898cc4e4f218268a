/** The one thing needed of a random stream; `numpy.random.RandomState(seed).permutation` is what it should be. */
export interface Permuting {
  /** 0 … n − 1 in random order. */
  permutation(n: number): Int32Array | readonly number[];
}

export interface Draw {
  readonly examples: readonly number[];
  /** The example left out and the one taken in its place, so that the labels differ; null if there was no need. */
  readonly replaced: { readonly out: number; readonly by: number } | null;
}

/** How many labels are looked at together in the search for another one. */
const searchedAtOnce = 256;

/**
 * The first `count` of a permutation of all examples, as `np.random.permutation(total)[:count]`.
 * Two or more examples of one class hide mistakes: the last is then replaced by the permutation's next example
 * of another class, if there is one. `classesOf` is null for an example without a class.
 */
export function drawExamples(
  count: number,
  total: number,
  random: Permuting,
  classesOf: (examples: readonly number[]) => readonly (number | null)[],
): Draw {
  const order = random.permutation(total);
  const examples = Array.from(order.slice(0, count));
  if (count < 2) return { examples, replaced: null };
  const [label, ...others] = classesOf(examples);
  if (label === null || label === undefined || others.some((other) => other !== label)) {
    return { examples, replaced: null };
  }
  for (let start = count; start < total; start += searchedAtOnce) {
    const candidates = Array.from(order.slice(start, start + searchedAtOnce));
    const classes = classesOf(candidates);
    const by = candidates.find((_, k) => classes[k] !== null && classes[k] !== label);
    if (by === undefined) continue;
    const out = examples[count - 1] as number;
    return { examples: [...examples.slice(0, -1), by], replaced: { out, by } };
  }
  return { examples, replaced: null };
}
