import { apart, type WholeTensor } from './arbiter.ts';
import { type Comparison, compare, norm, normalisedDifference } from './comparison.ts';
import { decidingStep } from './decidingStep.ts';
import type { DifferenceStep } from './differenceQuotient.ts';
import type { GradientError } from './gradientError.ts';
import { certainty, type Judgement, judge } from './judge.ts';
import { allEntries, scan } from './scan.ts';
import type { Subject, SubjectTensor } from './subject.ts';
import { type TensorResult, worstEntry } from './tensorResult.ts';

export interface CheckOptions {
  readonly step: DifferenceStep;
  /** The user fixed ε; otherwise the step is ours to overrule. */
  readonly stepIsFixed: boolean;
  readonly threshold: number;
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
  /** How far rounding can move one evaluation of it. */
  readonly costError: number;
}

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
  const stepRounding = (4 * task.costError) / step.epsilon + rounding.entry;

  const doubtful = entriesInDoubt(analytical, stepped, steppedComparison, threshold, stepRounding);
  const arbitration = yield* subject.arbiter.settle({
    tensor: index,
    analytical,
    stepped,
    entries: doubtful,
    entryError: certainty * rounding.entry + kinks.entry,
    threshold,
  });
  const { whole, derivatives, wrongEntries } = arbitration;
  const judged = judge({
    costIsFinite: Number.isFinite(task.cost),
    gradientIsFinite: Number.isFinite(norm(analytical)),
    stepped: steppedComparison,
    whole,
    wrongEntries,
    rounding,
    kinks,
    signal: task.signal,
    singlePrecision: subject.singlePrecision(index),
    threshold,
    stepIsFixed,
  });

  const judgement = await excused(judged, subject, index, analytical, threshold);

  // Without a fixed step the better derivatives are the numerical gradient.
  const numerical = stepIsFixed ? stepped : (derivatives ?? stepped);
  const estimated = !stepIsFixed && whole !== null && (derivatives !== null || stepMatters(whole));
  const comparison = estimated ? whole.comparison : compare(analytical, numerical);
  const difference = normalisedDifference(comparison);
  return {
    tensor,
    judgement,
    stepped: steppedComparison,
    comparison,
    difference,
    largestDifference:
      estimated && difference !== null
        ? Math.min(1, whole.apartAtMost / (comparison.analytical + comparison.numerical))
        : difference,
    nonzero: analytical.reduce((count, value) => (value === 0 ? count : count + 1), 0),
    worst: worstEntry(analytical, numerical, (k) =>
      whole && derivatives
        ? Math.max(Math.abs((numerical[k] as number) - (derivatives[k] as number)), rounding.entry)
        : stepRounding,
    ),
    arbitrated: arbitration.measured,
    wrongEntries,
    stepFreeDifference: whole && normalisedDifference(whole.comparison),
    decidingStep:
      judgement.finding === 'step' ? await decidingStep(subject, index, analytical, threshold) : null,
    stuckUnits: judgement.finding === 'zero' ? subject.stuckUnits(tensor.layer) : null,
  };
}

/** The step's own error is part of what is apart: an estimate without it says more than the scan of every entry. */
function stepMatters({ comparison, stepError }: WholeTensor): boolean {
  return stepError > 0.1 * comparison.apart;
}

/** A zero that is none of this point, and a difference that is a guard's and not the gradient's, are held against no one. */
async function excused(
  judgement: Judgement,
  subject: Subject,
  tensor: number,
  analytical: Float64Array,
  threshold: number,
): Promise<Judgement> {
  const { finding } = judgement;
  if (finding === 'zero' && (await subject.isZeroElsewhere?.(tensor))) {
    return { verdict: 'pass', finding: 'structuralZero' };
  }
  const mismatch = finding === 'mismatch' || finding === 'wrongEntries';
  if (mismatch && (await subject.agreesWithoutGuards?.(tensor, analytical, threshold))) {
    return { verdict: 'pass', finding: 'guard' };
  }
  return judgement;
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
