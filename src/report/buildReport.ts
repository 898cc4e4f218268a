import type { CheckResult } from '../core/gradcheck/check.ts';
import { together } from '../core/gradcheck/comparison.ts';
import { worstVerdict } from '../core/gradcheck/judge.ts';
import type { TensorResult } from '../core/gradcheck/tensorResult.ts';
import type { Report } from '../protocol/report.ts';
import { problemDiagnostic } from './errorReport.ts';
import { classicalRule, finite, layerReport, untestedReport } from './layerReport.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import type { RunContext } from './runContext.ts';

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
      ...reportDiagnostics(result, culprits, context),
    ],
    causes: [],
    timing,
    error: broken?.error ?? null,
    detail: broken?.row.problem.detail ?? null,
  };
}

/** Of each cost the failing layer nearest to the output: errors travel from there. */
function culpritsOf({ layers }: CheckResult, { costOf }: RunContext): string[] {
  const failing = layers.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
  return failing.filter((name, k) => !failing.slice(k + 1).some((later) => costOf(later) === costOf(name)));
}
