import type { Verdict } from '../../protocol/report.ts';
import { type CheckOptions, checkTensor, type TensorTask } from './checkTensor.ts';
import { type Comparison, norm, normalisedDifference, together } from './comparison.ts';
import type { GradientError } from './gradientError.ts';
import { worstVerdict } from './judge.ts';
import { type Subject, UnusableGradient } from './subject.ts';
import { type TensorResult, unusableGradient } from './tensorResult.ts';

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
  const { tensors } = subject;
  const tasks = await tasksOf(subject);
  const total = tensors.reduce((sum, { size, effort }) => sum + size * effort, 0);
  let before = 0;
  const layers: LayerResult[] = [];
  let results: TensorResult[] = [];
  for (const [index, tensor] of tensors.entries()) {
    const task = tasks[index] as TensorTask | UnusableGradient;
    let done = before;
    before += tensor.size * tensor.effort;
    if (task instanceof UnusableGradient) results.push(unusableGradient(tensor, task));
    else {
      const running = checkTensor(subject, task, options);
      let next = await running.next();
      for (; !next.done; next = await running.next()) {
        // Entries that are measured again do not count twice.
        done = Math.min(done + next.value * tensor.effort, before);
        yield { type: 'progress', fraction: done / total, layer: tensor.layer };
      }
      results.push(next.value);
    }
    if (tensors[index + 1]?.layer === tensor.layer) continue;
    const layer = layerResult(results);
    layers.push(layer);
    results = [];
    yield { type: 'layer', layer };
  }
  return {
    verdict: worstVerdict(layers.map((layer) => layer.verdict)),
    loss: await subject.loss(),
    difference: normalisedDifference(together(layers.map((layer) => layer.comparison))),
    layers,
  };
}

/** What is known of each tensor before its derivatives are measured; its gradient alone where that cannot be compared. */
async function tasksOf(subject: Subject): Promise<(TensorTask | UnusableGradient)[]> {
  const costs = await subject.costs();
  const gradients = await subject.analyticalGradients();
  const rounding = await subject.roundingErrors();
  const kinks = await subject.kinkErrors();
  const costErrors = await subject.costErrors();
  const usable = gradients.filter((gradient) => gradient instanceof Float64Array);
  const signal = Math.max(0, ...usable.map(norm).filter(Number.isFinite));
  return gradients.map((analytical, index) =>
    analytical instanceof UnusableGradient
      ? analytical
      : {
          index,
          analytical,
          rounding: rounding[index] as GradientError,
          kinks: kinks[index] as GradientError,
          signal,
          cost: costs[index] as number,
          costError: costErrors[index] as number,
        },
  );
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
