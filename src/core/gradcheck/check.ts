import type { Verdict } from '../../protocol/report.ts';
import { type CheckOptions, checkTensor, type TensorResult } from './checkTensor.ts';
import { type Comparison, norm, normalisedDifference, together } from './comparison.ts';
import type { GradientError } from './gradientError.ts';
import { worstVerdict } from './judge.ts';
import type { Subject } from './subject.ts';

export interface LayerResult {
  readonly name: string;
  readonly type: string;
  readonly verdict: Verdict;
  /** The worst tensor's. */
  readonly difference: number | null;
  /** All of the layer's tensors as one vector. */
  readonly comparison: Comparison;
  readonly tensors: readonly TensorResult[];
}

export interface CheckResult {
  readonly verdict: Verdict;
  readonly cost: number;
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
  const cost = await subject.cost();
  const gradients = await subject.analyticalGradients();
  const rounding = await subject.roundingErrors();
  const kinks = await subject.kinkErrors();
  const signal = Math.max(...gradients.map(norm).filter(Number.isFinite));
  const total = subject.tensors.reduce((sum, { size, effort }) => sum + size * effort, 0);
  let done = 0;

  const layers: LayerResult[] = [];
  let tensors: TensorResult[] = [];
  for (const [index, tensor] of subject.tensors.entries()) {
    const task = {
      index,
      analytical: gradients[index] as Float64Array,
      rounding: rounding[index] as GradientError,
      kinks: kinks[index] as GradientError,
      signal,
      cost,
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
    if (subject.tensors[index + 1]?.layer === tensor.layer) continue;
    const layer = layerResult(tensors);
    layers.push(layer);
    tensors = [];
    yield { type: 'layer', layer };
  }
  return {
    verdict: worstVerdict(layers.map((layer) => layer.verdict)),
    cost,
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
