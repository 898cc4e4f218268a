import type { l10n } from 'vscode';
import type { LayerReport, Report, Verdict } from '../protocol/report.ts';
import type { RunState } from '../protocol/runState.ts';
import { formatCount, formatDifference } from '../report/formatNumber.ts';

/** What the status bar item says, apart from the links of its tooltip. */
export interface StatusView {
  /** With icons, as `$(pass) 1.5e-10`. */
  readonly text: string;
  /** The tooltip's lines, as plain text. */
  readonly lines: readonly string[];
  /** For a screen reader. */
  readonly spoken: string;
}

export type Translate = Pick<typeof l10n, 't'>;

export function statusView(state: RunState, l10n: Translate): StatusView {
  switch (state.kind) {
    case 'idle':
      return {
        text: '$(beaker) Gradient Check',
        lines: [l10n.t('No gradients have been checked in this window yet.')],
        spoken: l10n.t('Gradient Check, nothing checked yet'),
      };
    case 'running': {
      const percentage = Math.floor(state.fraction * 100);
      const text = l10n.t('Checking {0}%', percentage);
      const layer = state.layer === null ? [] : [l10n.t('Layer {0}', state.layer)];
      return { text: `$(loading~spin) ${text}`, lines: [state.config, ...layer], spoken: text };
    }
    case 'cancelled': {
      const text = l10n.t('Check cancelled');
      return { text: `$(circle-slash) ${text}`, lines: [state.config], spoken: text };
    }
    case 'finished':
      return reportView(state.report, l10n);
  }
}

function reportView(report: Report, l10n: Translate): StatusView {
  const lines = [report.config];
  if (report.verdict === 'error') {
    const text = l10n.t('Could not check');
    return { text: `$(error) ${text}`, lines: [...lines, report.error?.message ?? text], spoken: text };
  }
  const { checked, total } = report.parameters;
  lines.push(l10n.t('{0} of {1} parameters checked', formatCount(checked), formatCount(total)));
  if (report.subject.kind === 'reference') {
    lines.push(l10n.t("The reference network's own backward pass was checked, not your code."));
  }
  if (report.verdict === 'pass') {
    const difference = formatDifference(report.difference);
    const text = report.subject.kind === 'reference' ? l10n.t('reference {0}', difference) : difference;
    return { text: `$(pass) ${text}`, lines, spoken: l10n.t('Gradients pass, difference {0}', text) };
  }
  lines.push(...reasons(report));
  const text = troubleText(report.verdict, report.layers, l10n);
  const icon = report.verdict === 'fail' ? '$(error)' : '$(warning)';
  return { text: `${icon} ${text}`, lines, spoken: text };
}

/** Why layers could not be measured, which is more than their verdict says. */
function reasons({ layers, diagnostics }: Report): string[] {
  const messages = layers
    .filter(({ parameters }) => parameters.length === 0)
    .flatMap(({ name }) => diagnostics.find(({ layer }) => layer === name)?.message ?? []);
  return [...new Set(messages)].slice(0, mostReasons);
}

/** A tooltip is to be read at a glance; the panel has them all. */
const mostReasons = 3;

/** How many layers have the overall verdict; a lone doubtful one by its name. */
function troubleText(
  verdict: Exclude<Verdict, 'pass'>,
  layers: readonly LayerReport[],
  l10n: Translate,
): string {
  const concerned = layers.filter((layer) => layer.verdict === verdict);
  const [count, of] = [concerned.length, layers.length];
  if (verdict === 'fail') {
    return count === 1
      ? l10n.t('{0} of {1} layers fails', count, of)
      : l10n.t('{0} of {1} layers fail', count, of);
  }
  const untested = verdict === 'vacuous';
  if (count === 1) {
    const name = concerned[0]!.name;
    return untested ? l10n.t('{0} untested', name) : l10n.t('{0} inconclusive', name);
  }
  return untested
    ? l10n.t('{0} of {1} layers untested', count, of)
    : l10n.t('{0} of {1} layers inconclusive', count, of);
}
