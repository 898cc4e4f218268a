import type { Verdict } from '../../protocol/report.ts';
import type { WholeTensor } from './arbiter.ts';
import { type Comparison, normalisedDifference } from './comparison.ts';
import type { GradientError } from './gradientError.ts';

/** What was measured of one tensor. */
export interface Evidence {
  readonly costIsFinite: boolean;
  readonly gradientIsFinite: boolean;
  /** Analytical against numerical gradient with the step ε. */
  readonly stepped: Comparison;
  /** The tensor as a whole against better derivatives; null where the step already decided. */
  readonly whole: WholeTensor | null;
  /** Entries that differ from their better derivative by more than its error, rounding, kinks and threshold. */
  readonly wrongEntries: number;
  /** Rounding of both sides. */
  readonly rounding: GradientError;
  /** The choice of slopes at kinks. */
  readonly kinks: GradientError;
  /** Norm of the largest gradient of any tensor. */
  readonly signal: number;
  readonly singlePrecision: boolean;
  readonly threshold: number;
  /** The user fixed ε: its numbers are the reported ones, whatever the step-free derivatives say. */
  readonly stepIsFixed: boolean;
}

export type FindingKind =
  | 'agrees'
  | 'mismatch'
  | 'wrongEntries'
  | 'gradientNotFinite'
  | 'gradientMissing'
  | 'gradientShape'
  | 'costNotFinite'
  | 'zero'
  | 'structuralZero'
  | 'guard'
  | 'kink'
  | 'step'
  | 'noise';

export interface Judgement {
  readonly verdict: Verdict;
  readonly finding: FindingKind;
}

/** An error counts only beyond this multiple of what rounding explains. */
export const certainty = 10;

/** The largest error, relative to the gradients, with which agreement still means something. */
export const decisive = { double: 1e-6, single: 1e-4 };

/**
 * The verdict on one tensor: the first question that is answered decides. Is there anything to compare; is it
 * wrong; is it zero; does it agree; what hides the answer?
 */
export function judge(evidence: Evidence): Judgement {
  const { stepped, whole, rounding, kinks, threshold } = evidence;
  const better = whole?.comparison ?? null;
  if (!evidence.costIsFinite) return { verdict: 'inconclusive', finding: 'costNotFinite' };
  if (!evidence.gradientIsFinite) return { verdict: 'fail', finding: 'gradientNotFinite' };

  const error = certainty * (rounding.norm + (whole?.error ?? 0));
  if (better !== null && better.apart > error && exceeds(better, threshold)) {
    return better.apart > error + kinks.norm
      ? { verdict: 'fail', finding: 'mismatch' }
      : { verdict: 'inconclusive', finding: 'kink' };
  }
  if (evidence.wrongEntries > 0) return { verdict: 'fail', finding: 'wrongEntries' };

  const best = better ?? stepped;
  const scale = best.analytical + best.numerical;
  const limit = evidence.singlePrecision ? decisive.single : decisive.double;
  // Large errors hide large gradients too: zero is what is small beside the other tensors' gradients as well.
  const silent = scale <= limit * Math.max(1, evidence.signal);
  if (silent && best.analytical <= error && best.numerical <= error) {
    return { verdict: 'vacuous', finding: 'zero' };
  }
  if (!exceeds(stepped, threshold)) return { verdict: 'pass', finding: 'agrees' };

  // Written so that NaN does not pass.
  if (better === null || !Number.isFinite(scale) || !(error <= limit * scale)) {
    return { verdict: 'inconclusive', finding: 'noise' };
  }
  const stepIsFine = (whole?.stepError ?? 0) <= threshold * scale;
  if (evidence.stepIsFixed && !stepIsFine) return { verdict: 'inconclusive', finding: 'step' };
  return { verdict: 'pass', finding: 'agrees' };
}

/** 0/0 and NaN exceed every threshold. */
function exceeds(comparison: Comparison, threshold: number): boolean {
  const difference = normalisedDifference(comparison);
  return difference === null || !(difference <= threshold);
}

const severity: readonly Verdict[] = ['pass', 'vacuous', 'inconclusive', 'fail'];

/** fail > inconclusive > vacuous > pass */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return severity[Math.max(0, ...verdicts.map((verdict) => severity.indexOf(verdict)))] as Verdict;
}
