import type { CheckResult, LayerResult } from '../core/gradcheck/check.ts';
import type { TensorResult } from '../core/gradcheck/checkTensor.ts';
import { type Comparison, normalisedDifference, together } from '../core/gradcheck/comparison.ts';
import { unravel } from '../core/tensor.ts';
import type {
  ClassicalRule,
  LayerReport,
  Location,
  ParameterReport,
  Report,
  ReportDiagnostic,
  Role,
  SubjectDescription,
} from '../protocol/report.ts';
import type { ReadConfig } from './errorReport.ts';
import { problemDiagnostics } from './errorReport.ts';
import { explain } from './explain.ts';
import { type DiagnosticContext, layerDiagnostic } from './layerDiagnostics.ts';
import type { Note } from './note.ts';

/** What a report says beside the numbers. */
export interface RunContext extends DiagnosticContext {
  readonly document: ReadConfig;
  readonly subject: SubjectDescription;
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
  /** The config fixes ε: the reported numbers are those of this step, whatever else was measured. */
  readonly stepIsFixed: boolean;
}

export function buildReport(result: CheckResult, context: RunContext, timing: Report['timing']): Report {
  const culprit = result.layers.findLast((layer) => layer.verdict === 'fail')?.name ?? null;
  const tensors = result.layers.flatMap((layer) => layer.tensors);
  const count = (of: (tensor: TensorResult) => number) =>
    tensors.reduce((sum, tensor) => sum + of(tensor), 0);
  const total = count(({ tensor }) => tensor.size);
  return {
    version: 1,
    config: context.document.file,
    subject: context.subject,
    verdict: result.verdict,
    difference: finite(result.difference),
    classical: classicalRule(together(tensors.map(({ stepped }) => stepped)), context.threshold),
    threshold: context.threshold,
    method: context.step.method,
    epsilon: context.stepIsFixed || count(({ arbitrated }) => arbitrated) === 0 ? context.step.epsilon : null,
    loss: finite(result.cost),
    examples: context.examples,
    parameters: { total, checked: total, nonzero: count(({ nonzero }) => nonzero) },
    culprit,
    culprits: culprit === null ? [] : [culprit],
    layers: result.layers.map((layer) =>
      layerReport(layer, context, layer.name === culprit ? 'culprit' : 'none'),
    ),
    diagnostics: diagnostics(result, culprit, context),
    causes: [],
    timing,
    error: null,
  };
}

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
    // Every entry was measured.
    interval: difference === null ? null : [difference, difference],
    role,
    analytical_norm: finite(layer.comparison.analytical),
    numerical_norm: finite(layer.comparison.numerical),
    classical: classicalRule(together(layer.tensors.map(({ stepped }) => stepped)), context.threshold),
    parameters: layer.tensors.map((tensor) => parameterReport(tensor, layer.tensors, context)),
    location: context.locateLayer(layer.name),
  };
}

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

function classicalRule(comparison: Comparison, threshold: number): ClassicalRule {
  const difference = finite(normalisedDifference(comparison));
  return { difference, threshold, pass: difference !== null && difference <= threshold };
}

function diagnostics(result: CheckResult, culprit: string | null, context: RunContext): ReportDiagnostic[] {
  const layers = Number.isFinite(result.cost)
    ? result.layers.flatMap((layer) => layerDiagnostic(layer, culprit, context) ?? [])
    : [costNotFinite(result.cost, context.document.locate(['model', 'loss']))];
  const notes = context.notes.map(
    ({ severity, severityOfFailure, code, message, path, layer }): ReportDiagnostic => ({
      severity: (result.verdict === 'fail' ? severityOfFailure : undefined) ?? severity ?? 'information',
      code,
      message,
      layer: layer ?? null,
      location: context.document.locate(path),
      related: [],
    }),
  );
  return [...layers, ...problemDiagnostics(context.document.problems), ...notes];
}

/** Said once, of the loss: every layer is inconclusive for this one reason. */
function costNotFinite(cost: number, location: Location): ReportDiagnostic {
  return {
    severity: 'warning',
    code: 'cost.notFinite',
    message: `The cost is ${cost} on these examples, so that no derivative of it can be measured and no layer was tested. A probability of exactly 0 or 1 or an overflow does this: scale the features ("scale" in "dataset"), start from smaller weights, or let the loss work from logits ({ "name": …, "from_logits": true } with a linear last layer).`,
    layer: null,
    location,
    related: [],
  };
}

/** JSON has no NaN. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
