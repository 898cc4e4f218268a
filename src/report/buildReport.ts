import type { CheckResult, LayerResult } from '../core/gradcheck/check.ts';
import type { TensorResult } from '../core/gradcheck/checkTensor.ts';
import { type Comparison, normalisedDifference, together } from '../core/gradcheck/comparison.ts';
import { worstVerdict } from '../core/gradcheck/judge.ts';
import type { CodePlace, Problem } from '../core/problem.ts';
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
import { problemDiagnostic, problemDiagnostics } from './errorReport.ts';
import { explain } from './explain.ts';
import { type DiagnosticContext, layerDiagnostics } from './layerDiagnostics.ts';
import type { Note } from './note.ts';

/** What a report says beside the numbers. */
export interface RunContext extends DiagnosticContext {
  readonly document: ReadConfig;
  readonly subject: SubjectDescription;
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
  /** The config fixes ε: the reported numbers are those of this step, whatever else was measured. */
  readonly stepIsFixed: boolean;
  /** Rows of the user's code that could not be checked. */
  readonly untested: readonly UntestedRow[];
  /** Functions of the user's with a guard in a logarithm. */
  readonly guards: readonly CodePlace[];
  locateCode(place: CodePlace): Location;
}

/** A row that could not be checked, and why. */
export interface UntestedRow {
  readonly layer: string;
  readonly type: string;
  /** error: the user's code broke. */
  readonly severity: 'error' | 'warning';
  readonly problem: Problem;
}

export function buildReport(result: CheckResult, context: RunContext, timing: Report['timing']): Report {
  const culprits = culpritsOf(result, context);
  const problems = context.untested.map((row) => ({
    row,
    ...problemDiagnostic(
      row.problem,
      context.locateLayer(row.layer),
      context.locateCode,
      row.severity,
      row.layer,
    ),
  }));
  const broken = problems.find(({ row }) => row.severity === 'error');
  const tensors = result.layers.flatMap((layer) => layer.tensors);
  const count = (of: (tensor: TensorResult) => number) =>
    tensors.reduce((sum, tensor) => sum + of(tensor), 0);
  const total = count(({ tensor }) => tensor.size);
  return {
    version: 1,
    config: context.document.file,
    subject: context.subject,
    verdict: broken ? 'error' : worstVerdict([result.verdict, ...problems.map(() => 'vacuous' as const)]),
    difference: finite(result.difference),
    classical: classicalRule(together(tensors.map(({ stepped }) => stepped)), context.threshold),
    threshold: context.threshold,
    method: context.step.method,
    epsilon: context.stepIsFixed || count(({ arbitrated }) => arbitrated) === 0 ? context.step.epsilon : null,
    loss: finite(result.loss),
    examples: context.examples,
    parameters: { total, checked: total, nonzero: count(({ nonzero }) => nonzero) },
    culprit: culprits.at(-1) ?? null,
    culprits,
    layers: [
      ...result.layers.map((layer) =>
        layerReport(layer, context, culprits.includes(layer.name) ? 'culprit' : 'none'),
      ),
      ...context.untested.map((row) => untestedReport(row, context)),
    ],
    diagnostics: [
      ...problems.flatMap(({ diagnostics }) => diagnostics),
      ...diagnostics(result, culprits, context),
    ],
    causes: [],
    timing,
    error: broken?.error ?? null,
    detail: broken?.row.problem.detail ?? null,
  };
}

/** Of each cost the failing layer nearest to the output: errors travel from there. */
function culpritsOf({ layers }: CheckResult, { costOf }: DiagnosticContext): string[] {
  const failing = layers.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
  return failing.filter((name, k) => !failing.slice(k + 1).some((later) => costOf(later) === costOf(name)));
}

function untestedReport(row: UntestedRow, context: DiagnosticContext): LayerReport {
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
    interval: intervalOf(layer),
    role,
    analytical_norm: finite(layer.comparison.analytical),
    numerical_norm: finite(layer.comparison.numerical),
    classical: classicalRule(together(layer.tensors.map(({ stepped }) => stepped)), context.threshold),
    parameters: layer.tensors.map((tensor) => parameterReport(tensor, layer.tensors, context)),
    location: context.locateLayer(layer.name),
  };
}

/** One value where every entry was measured; else the estimate's own bounds. */
function intervalOf({ difference, largestDifference }: LayerResult): LayerReport['interval'] {
  const at = finite(difference);
  if (at === null) return null;
  const most = finite(largestDifference) ?? at;
  return most === at ? [at, at] : [Math.min(at, most / largestFactor), most];
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

function classicalRule(comparison: Comparison, threshold: number): ClassicalRule {
  const difference = finite(normalisedDifference(comparison));
  return { difference, threshold, pass: difference !== null && difference <= threshold };
}

function diagnostics(
  result: CheckResult,
  culprits: readonly string[],
  context: RunContext,
): ReportDiagnostic[] {
  const layers =
    result.loss === null || Number.isFinite(result.loss)
      ? result.layers.flatMap((layer) => layerDiagnostics(layer, culprits, context))
      : [costNotFinite(result.loss, context.document.locate(['model', 'loss']))];
  const guarded = result.layers.some(({ tensors }) =>
    tensors.some(({ judgement }) => judgement.finding === 'guard'),
  );
  const guards = guarded ? context.guards.map((place) => guardDiagnostic(context.locateCode(place))) : [];
  const notes = context.notes.map(
    ({ severity, severityOfFailure, code, message, path, layer, place }): ReportDiagnostic => ({
      severity: (result.verdict === 'fail' ? severityOfFailure : undefined) ?? severity ?? 'information',
      code,
      message,
      layer: layer ?? null,
      location: place ? context.locateCode(place) : context.document.locate(path),
      related: [],
    }),
  );
  return [...layers, ...guards, ...problemDiagnostics(context.document.problems), ...notes];
}

/** Said of each function that holds a guard, where the gradients agree only without it. */
function guardDiagnostic(location: Location): ReportDiagnostic {
  return {
    severity: 'warning',
    code: 'cost.guard',
    message:
      'The logarithm here is guarded by a small constant, as log(p + 1e-7) is, and the analytical gradient is that of log(p). It is right but for that, and passes; a classical check would reject it. Guard by clipping p instead, or take the constant into the gradient.',
    layer: null,
    location,
    related: [],
  };
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
