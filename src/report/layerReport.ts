import type { LayerResult } from '../core/gradcheck/check.ts';
import { type Comparison, normalisedDifference, together } from '../core/gradcheck/comparison.ts';
import type { TensorResult } from '../core/gradcheck/tensorResult.ts';
import { unravel } from '../core/tensor.ts';
import type { ClassicalRule, LayerReport, ParameterReport, Role } from '../protocol/report.ts';
import { explain } from './explain.ts';
import type { DiagnosticContext } from './layerDiagnostics.ts';
import type { UntestedRow } from './runContext.ts';

/** The role is known only once every layer is. */
export function layerReport(
  layer: LayerResult,
  context: DiagnosticContext,
  role: Role = 'none',
): LayerReport {
  const difference = finite(layer.difference);
  return {
    name: layer.name,
    type: layer.type,
    verdict: layer.verdict,
    difference,
    interval: intervalOf(layer),
    role,
    analytical_norm: finite(layer.comparison.analytical),
    numerical_norm: finite(layer.comparison.numerical),
    classical: classicalRule(together(layer.tensors.map(({ stepped }) => stepped)), context.threshold),
    parameters: layer.tensors.map((tensor) => parameterReport(tensor, layer.tensors, context)),
    location: context.locateLayer(layer.name),
    backward: backwardOf(layer.name, context),
  };
}

/** One value where every entry was measured; else the estimate's own bounds. */
function intervalOf({ difference, largestDifference }: LayerResult): LayerReport['interval'] {
  const at = finite(difference);
  if (at === null) return null;
  const most = finite(largestDifference) ?? at;
  return most === at ? [at, at] : [Math.max(at / largestFactor, 2 * at - most), most];
}

/** An estimate from random directions and its upper bound; it can be too large by no more than that. */
const largestFactor = 4;

function parameterReport(
  result: TensorResult,
  layer: readonly TensorResult[],
  context: DiagnosticContext,
): ParameterReport {
  const { tensor, worst } = result;
  return {
    name: tensor.name,
    shape: tensor.shape,
    verdict: result.judgement.verdict,
    difference: finite(result.difference),
    checked: tensor.size,
    total: tensor.size,
    nonzero: result.nonzero,
    analytical_norm: finite(result.comparison.analytical),
    numerical_norm: finite(result.comparison.numerical),
    worst: worst && {
      index: unravel(worst.entry, tensor.shape),
      analytical: finite(worst.analytical),
      numerical: finite(worst.numerical),
      error: worst.error,
    },
    arbitrated: result.arbitrated,
    reason: explain(result, layer, context),
  };
}

/** The bare rule of the textbooks; what could not be compared does not follow it. */
export function classicalRule(comparison: Comparison, threshold: number): ClassicalRule {
  const difference = finite(normalisedDifference(comparison));
  return { difference, threshold, pass: difference !== null && difference <= threshold };
}

/** A row without numbers: its diagnostic says why. */
export function untestedReport(row: UntestedRow, context: DiagnosticContext): LayerReport {
  return {
    name: row.layer,
    type: row.type,
    verdict: 'vacuous',
    difference: null,
    interval: null,
    role: 'none',
    analytical_norm: null,
    numerical_norm: null,
    classical: { difference: null, threshold: context.threshold, pass: false },
    parameters: [],
    location: context.locateLayer(row.layer),
    backward: backwardOf(row.layer, context),
  };
}

function backwardOf(layer: string, context: DiagnosticContext): LayerReport['backward'] {
  const place = context.backwardOf(layer);
  return place && { ...place.location, name: place.name };
}

/** JSON has no NaN. */
export function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
