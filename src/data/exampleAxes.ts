/** Where the examples are: the axis of the features, the axis of the labels, and how many there are. */
export interface ExampleAxes {
  readonly features: number;
  readonly labels: number;
  readonly total: number;
  /** The other end of the features would have done too. */
  readonly ambiguous: boolean;
}

/** Which end of the features to look at, where the config says so. */
export type ExamplesAxis = 'first' | 'last';

/**
 * The axes on which features and labels agree on the number of examples, of labels (1, m) and (m, 1) the long
 * axis before the short one. Where both ends of the features fit: the end at which the labels have their
 * examples, since (features, m) goes with (1, m), and else the first. Null when no axes agree.
 */
export function matchExamples(
  features: readonly number[],
  labels: readonly number[],
  only?: ExamplesAxis,
): ExampleAxes | null {
  const ends = endsOf(features);
  const wanted = only === 'first' ? ends.slice(0, 1) : only === 'last' ? ends.slice(-1) : ends;
  const labelAxes = endsOf(labels);
  const short = labels.length === 2 ? labelAxes.filter((axis) => labels[axis] === 1) : [];
  const long = labelAxes.filter((axis) => !short.includes(axis));
  for (const candidates of [long, short]) {
    const matches = wanted.flatMap((axis) =>
      candidates
        .filter((label) => labels[label] === features[axis])
        .map((label) => ({ features: axis, labels: label })),
    );
    const sameEnd = matches.find((match) => labels.length > 1 && match.features > 0 === match.labels > 0);
    const match = sameEnd ?? matches[0];
    if (!match) continue;
    const ambiguous = matches.some((other) => other.features !== match.features);
    return { ...match, total: features[match.features] as number, ambiguous };
  }
  return null;
}

/** The first and the last axis. */
function endsOf(shape: readonly number[]): number[] {
  return [...new Set(shape.length === 0 ? [] : [0, shape.length - 1])];
}
