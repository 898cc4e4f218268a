import { compare, normalisedDifference } from './comparison.ts';
import type { DifferenceStep } from './differenceQuotient.ts';
import { someEntries } from './scan.ts';
import type { Subject } from './subject.ts';

/** Tried in this order: 1e-4 balances truncation ε² against rounding 10⁻¹⁶/ε where J and θ are near 1. */
const candidates = [1e-4, 1e-3, 1e-5, 1e-2, 1e-6];
const sampleSize = 512;

/**
 * A step with which the numerical gradient of a tensor would come within the threshold of the analytical one,
 * tried on a sample of its entries; null where none of the usual ones does.
 */
export async function decidingStep(
  subject: Subject,
  tensor: number,
  analytical: Float64Array,
  threshold: number,
): Promise<DifferenceStep | null> {
  const entries = someEntries(analytical.length, sampleSize);
  const sample = Float64Array.from(entries, (k) => analytical[k] as number);
  for (const epsilon of candidates) {
    const step: DifferenceStep = { method: 'central', epsilon };
    const difference = normalisedDifference(
      compare(sample, await subject.differences(tensor, entries, step)),
    );
    // The whole tensor may be a little worse than its sample.
    if (difference !== null && difference <= threshold / 2) return step;
  }
  return null;
}
