import type { LayerReport, Report, Verdict } from '../protocol/report.ts';
import { differenceText } from '../report/differenceText.ts';
import { facts } from '../report/facts.ts';
import { reportLine } from '../report/reportLine.ts';
import { subjectLine } from '../report/subjectLine.ts';
import { messageLines } from './messageLines.ts';
import type { Palette, Style } from './palette.ts';
import { wrap } from './wrap.ts';

/** Verdicts are told by symbol and word, and by colour where there is one. */
const marks: Readonly<Record<Verdict | 'error', { symbol: string; style: Style }>> = {
  pass: { symbol: '✓', style: 'green' },
  fail: { symbol: '✗', style: 'red' },
  inconclusive: { symbol: '?', style: 'yellow' },
  vacuous: { symbol: '○', style: 'yellow' },
  error: { symbol: '✗', style: 'red' },
};

/** The bars' axis: from rounding of float64 to a gradient that is wholly wrong, two columns a decade. */
const axis = { from: -16, to: 0, columnsPerDecade: 2 };

export function prettyText(reports: readonly Report[], palette: Palette): string {
  return reports.map((report) => `${reportText(report, palette)}\n`).join('\n');
}

function reportText(report: Report, palette: Palette): string {
  const { headline, detail } = reportLine(report);
  const { symbol, style } = marks[report.verdict];
  const title = `${palette.paint(['bold', style], `${symbol} ${headline}`)}  ${palette.paint('bold', report.config)}`;
  if (report.verdict === 'error') return [title, ...errorLines(report, palette)].join('\n');
  const subject = subjectLine(report.subject, report.config, false);
  const remedy = subject.remedy && `${subject.remedy.before} ${subject.remedy.code} ${subject.remedy.after}`;
  const lines = [
    title,
    ...wrap(detail, palette.width, '  '),
    ...wrap([subject.text, remedy].filter(Boolean).join(' '), palette.width, '  '),
    '',
    ...layerTable(report, palette),
    '',
    ...wrap(
      facts(report)
        .map(({ term, value }) => `${term.toLowerCase()} ${value}`)
        .join(' · '),
      palette.width,
      '  ',
    ).map((line) => palette.paint('dim', line)),
    ...messageLines(report.diagnostics, palette),
  ];
  return lines.join('\n');
}

/** First why it could not be checked, then what could be. */
function errorLines(report: Report, palette: Palette): string[] {
  const { detail, diagnostics, error, layers } = report;
  const isReason = ({ message }: { readonly message: string }) => message === error?.message;
  const last = (detail ?? '').trimEnd().split('\n').slice(-detailLines);
  return [
    ...messageLines(diagnostics.filter(isReason), palette),
    ...(detail ? last.map((line) => palette.paint('dim', `    ${line}`)) : []),
    ...(layers.length > 0 ? ['', ...layerTable(report, palette)] : []),
    ...messageLines(
      diagnostics.filter((diagnostic) => !isReason(diagnostic)),
      palette,
    ),
  ];
}

/** The innermost calls of a traceback, and what was raised. */
const detailLines = 8;

function layerTable(report: Report, palette: Palette): string[] {
  const rows = report.layers.map((layer) => [layer.name, layer.type, word(layer), differenceOf(layer)]);
  const head = ['layer', 'type', 'verdict', 'difference'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] as string).length)),
  );
  const align = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] as number)).join('  ');
  const lines = report.layers.map((layer, i) => {
    const { style } = marks[layer.verdict];
    return `  ${palette.paint(style, align(rows[i] as string[]))}  ${bar(layer, report.threshold, palette)}`;
  });
  const scale = `10⁻¹⁶${' '.repeat((axis.to - axis.from) * axis.columnsPerDecade - 7)}1`;
  return [palette.paint('dim', `  ${align(head)}  ${scale}`), ...lines];
}

/** A layer without tensors could not be measured. */
function differenceOf({ difference, parameters, verdict }: LayerReport): string {
  return verdict === 'vacuous' && parameters.length === 0 ? '–' : differenceText(difference, verdict);
}

function word({ verdict }: LayerReport): string {
  return `${marks[verdict].symbol} ${verdict === 'vacuous' ? 'untested' : verdict}`;
}

/** The difference on a log axis, with the threshold as a line through it. */
function bar({ difference, verdict }: LayerReport, threshold: number, palette: Palette): string {
  const length = difference === null ? 0 : column(difference);
  const limit = column(threshold);
  const cells = Array.from({ length: (axis.to - axis.from) * axis.columnsPerDecade + 1 }, (_, i) => {
    if (i === limit) return palette.paint('bold', '│');
    return i < length ? palette.paint(marks[verdict].style, '█') : palette.paint('dim', '·');
  });
  return cells.join('');
}

function column(difference: number): number {
  const decades = Math.min(Math.max(Math.log10(difference), axis.from), axis.to) - axis.from;
  return Math.round(decades * axis.columnsPerDecade);
}
