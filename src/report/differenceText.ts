import type { Verdict } from '../protocol/report.ts';
import { formatDifference } from './formatNumber.ts';

/** A difference as a person reads it: where there is none, the verdict says why. */
export function differenceText(difference: number | null, verdict: Verdict): string {
  if (difference !== null) return formatDifference(difference);
  return verdict === 'vacuous' ? formatDifference(null) : 'NaN';
}
