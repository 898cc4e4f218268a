import type { CheckResult } from '../core/gradcheck/check.ts';
import type { Location, ReportDiagnostic } from '../protocol/report.ts';
import { problemDiagnostics } from './errorReport.ts';
import { layerDiagnostics } from './layerDiagnostics.ts';
import type { RunContext } from './runContext.ts';

/** What is said of a check that came to its end: of layers, of guards, of the config, and what else is worth knowing. */
export function reportDiagnostics(
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
