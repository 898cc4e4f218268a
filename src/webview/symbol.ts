import type { Severity, Verdict } from '../protocol/report.ts';

/** What a thing is, by shape: each verdict, a layer still to come, and what went wrong before a verdict. */
export type SymbolName = Verdict | 'pending' | 'error' | 'warning' | 'information';

/** Strokes in a square of 16 × 16, used as SVG in the page and as Path2D in the chart. */
export const symbolPaths: Readonly<Record<SymbolName, string>> = {
  pass: 'M2.5 8.5 6.3 12.3 13.5 4',
  fail: 'M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5',
  inconclusive: 'M2 6.4c2-2.6 4-2.6 6 0s4 2.6 6 0M2 11.2c2-2.6 4-2.6 6 0s4 2.6 6 0',
  vacuous: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10',
  pending: 'M3 8h.01M8 8h.01M13 8h.01',
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.6v4M8 11.3v.01',
  warning: 'M8 2 14.5 13.5H1.5ZM8 6.3v3.2M8 11.6v.01',
  information: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 7.4v4M8 4.7v.01',
};

/** What the symbol says in a word. A vacuous check compared nothing with nothing. */
export const symbolWords: Readonly<Record<SymbolName, string>> = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  vacuous: 'untested',
  pending: 'waiting',
  error: 'error',
  warning: 'warning',
  information: 'note',
} satisfies Record<SymbolName | Severity, string>;

const svg = 'http://www.w3.org/2000/svg';

/** The symbol as a picture beside its word; screen readers read the word only. */
export function symbolElement(name: SymbolName): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('class', `symbol symbol-${name}`);
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', symbolPaths[name]);
  picture.append(path);
  return picture;
}
