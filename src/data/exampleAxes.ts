/** Where the examples are: the axis of the features, the axis of the labels, and how many there are. */
export interface ExampleAxes {
  readonly features: number;
  readonly labels: number;
  readonly total: number;
  /** The features have as many entries on their other end too. */
  readonly ambiguous: boolean;
}

/** Which end of the features to look at, where the config says so. */
export type ExamplesAxis = 'first' | 'last';

/**
 * The axes on which features and labels agree on the number of examples: the first axis of the features before
 * the last, and of labels (1, m) and (m, 1) the long axis before the short one. Null when no axes agree.
 */
export function matchExamples(
  features: readonly number[],
  labels: readonly number[],
  only?: ExamplesAxis,
): ExampleAxes | null {
  const ends = endsOf(features);
  const wanted = only ? ends.slice(only === 'first' ? 0 : -1).slice(0, 1) : ends;
  const labelAxes = endsOf(labels);
  const short = labels.length === 2 ? labelAxes.filter((axis) => labels[axis] === 1) : [];
  const long = labelAxes.filter((axis) => !short.includes(axis));
  for (const candidates of [long, short]) {
    for (const axis of wanted) {
      const total = features[axis] as number;
      const match = candidates.find((candidate) => labels[candidate] === total);
      if (match === undefined) continue;
      const ambiguous = !only && ends.length === 2 && ends.every((end) => features[end] === total);
      return { features: axis, labels: match, total, ambiguous };
    }
  }
  return null;
}

/** The first and the last axis. */
function endsOf(shape: readonly number[]): number[] {
  return [...new Set(shape.length === 0 ? [] : [0, shape.length - 1])];
}
