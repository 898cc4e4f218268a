import { type Comparison, compare, norm, normalisedDifference } from './comparison.ts';
import { decidingStep } from './decidingStep.ts';
import type { DifferenceStep } from './differenceQuotient.ts';
import type { GradientError } from './gradientError.ts';
import { certainty, type Judgement, judge } from './judge.ts';
import { allEntries, scan } from './scan.ts';
import type { StuckUnits, Subject, SubjectTensor } from './subject.ts';

export interface CheckOptions {
  readonly step: DifferenceStep;
  /** The user fixed ε; otherwise the step is ours to overrule. */
  readonly stepIsFixed: boolean;
  readonly threshold: number;
}

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
  readonly nonzero: number;
  readonly worst: WorstEntry | null;
  /** Entries measured again without a step. */
  readonly arbitrated: number;
  readonly wrongEntries: number;
  /** The same difference with step-free derivatives; null where they were not needed. */
  readonly stepFreeDifference: number | null;
  /** Finding `step`: one that would decide. */
  readonly decidingStep: DifferenceStep | null;
  /** Finding `zero`: what keeps the gradient at zero, where it can be seen. */
  readonly stuckUnits: StuckUnits | null;
}

/** What is known of a tensor before its derivatives are measured. */
export interface TensorTask {
  /** Index in `subject.tensors`. */
  readonly index: number;
  readonly analytical: Float64Array;
  readonly rounding: GradientError;
  readonly kinks: GradientError;
  /** Norm of the largest gradient of any tensor. */
  readonly signal: number;
  /** J(θ) */
  readonly cost: number;
}

/** Unit roundoff of float64. */
const roundoff = 2 ** -53;

/**
 * Checks every entry of one tensor. A difference that the step ε cannot decide is measured again without a
 * step before anything is called wrong. Yields the number of entries done since the last time.
 */
export async function* checkTensor(
  subject: Subject,
  task: TensorTask,
  options: CheckOptions,
): AsyncGenerator<number, TensorResult> {
  const { index, analytical, rounding, kinks } = task;
  const { threshold, step, stepIsFixed } = options;
  const tensor = subject.tensors[index] as SubjectTensor;
  const everyEntry = allEntries(tensor.size);

  const stepped = yield* scan(everyEntry, tensor.effort, (entries) =>
    subject.differences(index, entries, step),
  );
  const steppedComparison = compare(analytical, stepped);
  // Rounding of two costs, divided by the step.
  const stepRounding = (4 * roundoff * Math.abs(task.cost)) / step.epsilon + rounding.entry;

  const doubtful = entriesInDoubt(analytical, stepped, steppedComparison, threshold, stepRounding);
  const stepFree = stepped.slice();
  const again = yield* scan(doubtful, tensor.effort, async (entries) => {
    const derivatives = await subject.stepFreeDerivatives(index, entries);
    for (const [i, k] of entries.entries()) stepFree[k] = derivatives[i] as number;
    return derivatives;
  });
  const complete = doubtful.length === tensor.size;

  const entryError = certainty * rounding.entry + kinks.entry;
  const wrongEntries = doubtful.filter(
    (k, i) =>
      Number.isFinite(again[i]) && apart(analytical[k] as number, again[i] as number, entryError, threshold),
  ).length;
  const stepFreeComparison = complete ? compare(analytical, stepFree) : null;
  const judgement = judge({
    costIsFinite: Number.isFinite(task.cost),
    gradientIsFinite: Number.isFinite(norm(analytical)),
    stepped: steppedComparison,
    stepFree: stepFreeComparison,
    stepError: complete ? norm(stepped.map((value, k) => value - (stepFree[k] as number))) : null,
    wrongEntries,
    rounding,
    kinks,
    signal: task.signal,
    singlePrecision: subject.singlePrecision,
    threshold,
    stepIsFixed,
  });

  // Without a fixed step the better derivatives are the numerical gradient.
  const numerical = stepIsFixed ? stepped : stepFree;
  const comparison = compare(analytical, numerical);
  return {
    tensor,
    judgement,
    stepped: steppedComparison,
    comparison,
    difference: normalisedDifference(comparison),
    nonzero: analytical.reduce((count, value) => (value === 0 ? count : count + 1), 0),
    worst: worstEntry(analytical, numerical, (k) =>
      complete
        ? Math.max(Math.abs((numerical[k] as number) - (stepFree[k] as number)), rounding.entry)
        : stepRounding,
    ),
    arbitrated: doubtful.length,
    wrongEntries,
    stepFreeDifference: stepFreeComparison && normalisedDifference(stepFreeComparison),
    decidingStep:
      judgement.finding === 'step' ? await decidingStep(subject, index, analytical, threshold) : null,
    stuckUnits: judgement.finding === 'zero' ? subject.stuckUnits(tensor.layer) : null,
  };
}

/** All entries where the tensor misses the threshold as a whole, else those that miss it for themselves. */
function entriesInDoubt(
  analytical: Float64Array,
  stepped: Float64Array,
  comparison: Comparison,
  threshold: number,
  stepRounding: number,
): Int32Array {
  const difference = normalisedDifference(comparison);
  const all = allEntries(analytical.length);
  if (difference === null || !(difference <= threshold)) return all;
  return all.filter((k) =>
    apart(analytical[k] as number, stepped[k] as number, certainty * stepRounding, threshold),
  );
}

/** Differ by more than the error and, relative to their size, by more than the threshold. NaN is apart. */
function apart(a: number, n: number, error: number, threshold: number): boolean {
  const distance = Math.abs(a - n);
  return !(distance <= error) && !(distance <= threshold * (Math.abs(a) + Math.abs(n)));
}

/** The entry with the largest |a − n|; one that is not finite is worse than any that is. */
function worstEntry(
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
