import type { Report, Verdict } from '../protocol/report.ts';
import { differenceText } from './differenceText.ts';
import { formatCount, formatDifference, formatSetting } from './formatNumber.ts';

/** A result in a few words, and in one sentence more. */
export interface ReportLine {
  readonly headline: string;
  readonly detail: string;
}

export function reportLine(report: Report): ReportLine {
  switch (report.verdict) {
    case 'error':
      return {
        headline: notChecked(report),
        detail: report.error?.message ?? 'The log says what happened.',
      };
    case 'pass': {
      const headline = report.subject.kind === 'reference' ? 'Pass (reference network)' : 'Pass';
      return {
        headline,
        detail: `${formatDifference(report.difference)}, ${tested(report)}`,
      };
    }
    case 'fail':
      return { headline: countOf(report, 'fail', 'fails', 'fail'), detail: failure(report) };
    case 'inconclusive':
      return {
        headline: namesOf(report, 'inconclusive'),
        detail: doubt(report),
      };
    case 'vacuous':
      return {
        headline: namesOf(report, 'untested'),
        detail: whyUntested(report),
      };
  }
}

/** Where others could be checked, the layers that could not. */
function notChecked({ layers, diagnostics }: Report): string {
  const broken = layers.filter(
    ({ name, parameters }) =>
      parameters.length === 0 &&
      diagnostics.some(({ layer, severity }) => layer === name && severity === 'error'),
  );
  const [first] = broken;
  if (first === undefined || broken.length === layers.length) return 'Could not check';
  return `Could not check ${broken.length === 1 ? first.name : `${broken.length} of ${layers.length} layers`}`;
}

function whyUntested({ layers }: Report): string {
  const unmeasured = layers.some(
    ({ verdict, parameters }) => verdict === 'vacuous' && parameters.length === 0,
  );
  return unmeasured
    ? 'Nothing could be measured there; the messages say why.'
    : 'Both gradients are zero there, so nothing was compared.';
}

function tested(report: Report): string {
  const { checked, nonzero, total } = report.parameters;
  const entries = total === 1 ? 'entry' : 'entries';
  if (checked < total) return `${formatCount(checked)} of ${formatCount(total)} ${entries} tested`;
  if (nonzero === total) return `every one of ${formatCount(total)} ${entries} tested`;
  const untested = total - nonzero;
  return `${formatCount(nonzero)} of ${formatCount(total)} ${entries} tested; the other ${formatCount(untested)} ${untested === 1 ? 'is' : 'are'} zero on both sides`;
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

/** The commonest reasons in a sentence; each layer's own message says more. */
function doubt({ epsilon, diagnostics }: Report): string {
  if (diagnostics.some(({ code }) => code === 'cost.notFinite'))
    return 'The cost is not a finite number, so no derivative of it could be measured.';
  if (diagnostics.some(({ code }) => code === 'gradient.step') && epsilon !== null) {
    return `The step ε = ${formatSetting(epsilon)}, not the backward pass, explains the difference there; another step decides.`;
  }
  return 'Rounding is too large there to tell pass from fail.';
}
