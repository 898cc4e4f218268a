import type { Comparison } from './comparison.ts';
import type { DifferenceStep } from './differenceQuotient.ts';
import type { Judgement } from './judge.ts';
import type { StuckUnits, SubjectTensor, UnusableGradient } from './subject.ts';

export interface WorstEntry {
  readonly entry: number;
  readonly analytical: number;
  readonly numerical: number;
  /** Error of the numerical value. */
  readonly error: number;
}

export interface TensorResult {
  readonly tensor: SubjectTensor;
  readonly judgement: Judgement;
  /** Analytical against numerical gradient with the step ε: what the bare rule sees. */
  readonly stepped: Comparison;
  /** Analytical against the reported numerical gradient. */
  readonly comparison: Comparison;
  readonly difference: number | null;
  /** Bound on the difference where not every entry was measured well enough; equal to it elsewhere. */
  readonly largestDifference: number | null;
  readonly nonzero: number;
  readonly worst: WorstEntry | null;
  /** Entries and directions measured again, better than by a fixed step. */
  readonly arbitrated: number;
  readonly wrongEntries: number;
  /** The same difference with better derivatives; null where they were not needed. */
  readonly stepFreeDifference: number | null;
  /** Finding `step`: one that would decide. */
  readonly decidingStep: DifferenceStep | null;
  /** Finding `zero`: what keeps the gradient at zero, where it can be seen. */
  readonly stuckUnits: StuckUnits | null;
  /** Finding `gradientShape`: the shape of the gradient that was given. */
  readonly givenShape?: readonly number[] | null;
}

/** A tensor whose gradient cannot be compared with anything: that alone is wrong. */
export function unusableGradient(tensor: SubjectTensor, { shape }: UnusableGradient): TensorResult {
  const nothing = { apart: Number.NaN, analytical: Number.NaN, numerical: Number.NaN };
  return {
    tensor,
    judgement: { verdict: 'fail', finding: shape === null ? 'gradientMissing' : 'gradientShape' },
    stepped: nothing,
    comparison: nothing,
    difference: null,
    largestDifference: null,
    nonzero: 0,
    worst: null,
    arbitrated: 0,
    wrongEntries: 0,
    stepFreeDifference: null,
    decidingStep: null,
    stuckUnits: null,
    givenShape: shape,
  };
}

/** The entry with the largest |a − n|; one that is not finite is worse than any that is. */
export function worstEntry(
  analytical: Float64Array,
  numerical: Float64Array,
  errorOf: (k: number) => number,
): WorstEntry | null {
  let entry = -1;
  let largest = -1;
  for (let k = 0; k < analytical.length; k++) {
    const distance = Math.abs((analytical[k] as number) - (numerical[k] as number));
    if (distance <= largest) continue;
    entry = k;
    largest = distance;
    if (Number.isNaN(distance)) break;
  }
  if (entry < 0) return null;
  return {
    entry,
    analytical: analytical[entry] as number,
    numerical: numerical[entry] as number,
    error: errorOf(entry),
  };
}
