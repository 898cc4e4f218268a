import type { Report, Verdict } from '../protocol/report.ts';
import type { RunState } from '../protocol/runState.ts';
import { formatCount, formatDifference } from '../report/formatNumber.ts';
import { differenceText } from './layerRow.ts';
import type { SymbolName } from './symbol.ts';

/** The panel's heading: a shape, what is the case in a few words, and one sentence more. */
export interface VerdictLine {
  readonly symbol: SymbolName;
  readonly headline: string;
  readonly detail: string;
}

export function verdictLine(state: RunState): VerdictLine {
  switch (state.kind) {
    case 'idle':
      return {
        symbol: 'information',
        headline: 'Nothing has been checked yet',
        detail: 'Open a gradcheck.json and choose “Gradient Check: Run” in the command palette.',
      };
    case 'running':
      return { symbol: 'pending', headline: `Checking… ${percentage(state.fraction)}`, detail: doing(state) };
    case 'cancelled':
      return {
        symbol: 'information',
        headline: 'Cancelled',
        detail: `The check of ${state.config} was stopped before it had a result.`,
      };
    case 'finished':
      return reportLine(state.report);
  }
}

/** What a screen reader is told: that a check started and how it ended, never the steps between. */
export function announcement(state: RunState): string {
  if (state.kind === 'idle') return '';
  if (state.kind === 'running') return `Checking ${state.config}`;
  const { headline, detail } = verdictLine(state);
  return `${headline}: ${detail}`;
}

export function reportLine(report: Report): VerdictLine {
  switch (report.verdict) {
    case 'error':
      return {
        symbol: 'error',
        headline: 'Could not check',
        detail: report.error?.message ?? 'The log says what happened.',
      };
    case 'pass': {
      const headline = report.subject.kind === 'reference' ? 'Pass (reference network)' : 'Pass';
      return {
        symbol: 'pass',
        headline,
        detail: `${formatDifference(report.difference)}, ${tested(report)}`,
      };
    }
    case 'fail':
      return { symbol: 'fail', headline: countOf(report, 'fail', 'fails', 'fail'), detail: failure(report) };
    case 'inconclusive':
      return {
        symbol: 'inconclusive',
        headline: namesOf(report, 'inconclusive'),
        detail: 'The measurement is too noisy there to tell pass from fail.',
      };
    case 'vacuous':
      return {
        symbol: 'vacuous',
        headline: namesOf(report, 'untested'),
        detail: 'Both gradients are zero there, so nothing was compared.',
      };
  }
}

function percentage(fraction: number): string {
  return `${Math.floor(100 * Math.min(Math.max(fraction, 0), 1))} %`;
}

function doing(state: RunState & { kind: 'running' }): string {
  switch (state.phase) {
    case 'data':
      return 'reading the examples';
    case 'gradient':
      return 'computing the analytical gradient';
    case 'check':
      return state.layer ?? 'measuring the numerical gradient';
  }
}

function tested(report: Report): string {
  const { checked, total } = report.parameters;
  const entries = total === 1 ? 'entry' : 'entries';
  return checked === total
    ? `every one of ${formatCount(total)} ${entries} tested`
    : `${formatCount(checked)} of ${formatCount(total)} ${entries} tested`;
}

/** `1 of 3 layers fails`, `2 of 3 layers fail`. */
function countOf(report: Report, verdict: Verdict, one: string, more: string): string {
  const { length } = report.layers.filter((layer) => layer.verdict === verdict);
  const layers = report.layers.length === 1 ? 'layer' : 'layers';
  return `${length} of ${report.layers.length} ${layers} ${length === 1 ? one : more}`;
}

/** `hidden1 untested`, `hidden1 and hidden2 untested`, and from the third on `3 of 40 layers untested`. */
function namesOf(report: Report, word: string): string {
  const names = report.layers.filter((layer) => layer.verdict === report.verdict).map((layer) => layer.name);
  if (names.length > 2) return `${names.length} of ${report.layers.length} layers ${word}`;
  return `${names.join(' and ')} ${word}`;
}

/** The failing layers with their differences, and where to look first when that is not the same thing. */
function failure(report: Report): string {
  const failing = report.layers.filter((layer) => layer.verdict === 'fail');
  const named = failing
    .slice(0, 3)
    .map((layer) => `${layer.name} ${differenceText(layer.difference, 'fail')}`);
  const list = failing.length > 3 ? `${named.join(', ')} and others` : named.join(', ');
  const obvious = failing.length === 1 && report.culprits.every((name) => name === failing[0]?.name);
  return obvious || report.culprits.length === 0
    ? list
    : `${list}; look at ${report.culprits.join(' or ')} first`;
}
