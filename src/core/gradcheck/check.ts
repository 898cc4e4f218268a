import type { Verdict } from '../../protocol/report.ts';
import { type CheckOptions, checkTensor, type TensorResult, unusableGradient } from './checkTensor.ts';
import { type Comparison, norm, normalisedDifference, together } from './comparison.ts';
import type { GradientError } from './gradientError.ts';
import { worstVerdict } from './judge.ts';
import { type Subject, UnusableGradient } from './subject.ts';

export interface LayerResult {
  readonly name: string;
  readonly type: string;
  readonly verdict: Verdict;
  /** The worst tensor's. */
  readonly difference: number | null;
  /** Bound on it, where not every entry was measured. */
  readonly largestDifference: number | null;
  /** All of the layer's tensors as one vector. */
  readonly comparison: Comparison;
  readonly tensors: readonly TensorResult[];
}

export interface CheckResult {
  readonly verdict: Verdict;
  /** The loss; null where each row has a cost of its own. */
  readonly loss: number | null;
  readonly costIsFinite: boolean;
  /** Over all tensors as one vector. */
  readonly difference: number | null;
  readonly layers: readonly LayerResult[];
}

export type CheckEvent =
  | { readonly type: 'progress'; readonly fraction: number; readonly layer: string }
  | { readonly type: 'layer'; readonly layer: LayerResult };

/** Checks a subject layer by layer, in its order of tensors. */
export async function* check(
  subject: Subject,
  options: CheckOptions,
): AsyncGenerator<CheckEvent, CheckResult> {
  const costs = await subject.costs();
  const gradients = await subject.analyticalGradients();
  const rounding = await subject.roundingErrors();
  const kinks = await subject.kinkErrors();
  const costErrors = await subject.costErrors();
  const usable = gradients.filter((gradient) => gradient instanceof Float64Array);
  const signal = Math.max(0, ...usable.map(norm).filter(Number.isFinite));
  const total = subject.tensors.reduce((sum, { size, effort }) => sum + size * effort, 0);
  let done = 0;

  const layers: LayerResult[] = [];
  let tensors: TensorResult[] = [];
  for (const [index, tensor] of subject.tensors.entries()) {
    const analytical = gradients[index] as Float64Array | UnusableGradient;
    if (analytical instanceof UnusableGradient) {
      tensors.push(unusableGradient(tensor, analytical));
    } else {
      const task = {
        index,
        analytical,
        rounding: rounding[index] as GradientError,
        kinks: kinks[index] as GradientError,
        signal,
        cost: costs[index] as number,
        costError: costErrors[index] as number,
      };
      const running = checkTensor(subject, task, options);
      const before = done;
      for (;;) {
        const next = await running.next();
        if (next.done) {
          tensors.push(next.value);
          break;
        }
        // Entries that are measured again do not count twice.
        done = Math.min(done + next.value * tensor.effort, before + tensor.size * tensor.effort);
        yield { type: 'progress', fraction: done / total, layer: tensor.layer };
      }
    }
    if (subject.tensors[index + 1]?.layer === tensor.layer) continue;
    const layer = layerResult(tensors);
    layers.push(layer);
    tensors = [];
    yield { type: 'layer', layer };
  }
  return {
    verdict: worstVerdict(layers.map((layer) => layer.verdict)),
    loss: await subject.loss(),
    costIsFinite: costs.every(Number.isFinite),
    difference: normalisedDifference(together(layers.map((layer) => layer.comparison))),
    layers,
  };
}

function layerResult(tensors: readonly TensorResult[]): LayerResult {
  const { layer, layerType } = (tensors[0] as TensorResult).tensor;
  return {
    name: layer,
    type: layerType,
    verdict: worstVerdict(tensors.map((result) => result.judgement.verdict)),
    difference: largest(tensors.map((result) => result.difference)),
    largestDifference: largest(tensors.map((result) => result.largestDifference)),
    comparison: together(tensors.map((result) => result.comparison)),
    tensors,
  };
}

/** NaN is larger than any number, and any number than null. */
function largest(differences: readonly (number | null)[]): number | null {
  return differences.reduce<number | null>((worst, difference) => {
    if (worst === null || difference === null) return worst ?? difference;
    return Number.isNaN(difference) || difference > worst ? difference : worst;
  }, null);
}
