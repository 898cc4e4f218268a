import type { Report } from '../protocol/report.ts';
import { differenceText } from './differenceText.ts';
import { formatCount, formatSetting, formatValue } from './formatNumber.ts';

export interface Fact {
  readonly term: string;
  readonly value: string;
}

/** What the result rests on, each in a few words; a report with an error has nothing to rest on. */
export function facts(report: Report): readonly Fact[] {
  if (report.verdict === 'error') return [];
  const { parameters, timing } = report;
  return [
    { term: 'Classical rule', value: classical(report) },
    { term: 'Threshold', value: formatSetting(report.threshold) },
    { term: 'Method', value: `${methods[report.method]}, ${epsilon(report.epsilon)}` },
    { term: 'Loss', value: report.loss === null ? 'none' : formatValue(report.loss, 10) },
    { term: examplesTerm(report.examples), value: examples(report) },
    { term: 'Entries measured', value: entries(parameters) },
    { term: 'Cost evaluations', value: formatCount(timing.evaluations) },
    { term: 'Time', value: `${duration(timing.total_ms)}, check ${duration(timing.check_ms)}` },
  ];
}

const methods = { central: 'central', forward: 'right-hand' } satisfies Record<Report['method'], string>;

function epsilon(value: number | null): string {
  return value === null ? 'ε chosen by the data' : `ε = ${formatSetting(value)}`;
}

/** The bare rule of the textbooks, with the digits that decide it. */
function classical({ classical, verdict }: Report): string {
  if (classical === null || verdict === 'error') return 'not applied';
  const threshold = formatSetting(classical.threshold);
  if (classical.difference === null) return `${differenceText(null, verdict)}, no`;
  const difference = formatValue(classical.difference, 3);
  return classical.pass ? `${difference} ≤ ${threshold}, yes` : `${difference} > ${threshold}, no`;
}

function examplesTerm(indices: readonly number[]): string {
  return indices.length === 1 ? 'Example' : 'Examples';
}

function examples({ examples: indices, subject }: Report): string {
  if (indices.length === 0) return subject.kind === 'recorded' ? 'recorded with the gradients' : 'none';
  const named = indices.slice(0, 5).join(', ');
  return indices.length > 5 ? `${named} and ${formatCount(indices.length - 5)} more` : named;
}

/** How many were tested, and in how many of them there was something to test. */
function entries({ checked, total, nonzero }: Report['parameters']): string {
  const tested =
    checked === total ? `all ${formatCount(total)}` : `${formatCount(checked)} of ${formatCount(total)}`;
  return `${tested}, ${formatCount(nonzero)} nonzero`;
}

function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toPrecision(2)} ms`;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`;
}
