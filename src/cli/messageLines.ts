import type { Location, ReportDiagnostic } from '../protocol/report.ts';
import type { Palette } from './palette.ts';
import { wrap } from './wrap.ts';

const styles = { error: 'red', warning: 'yellow', information: 'blue' } as const;

/** Each message once, below the places that it is said of, and with the places that it leads to. */
export function messageLines(diagnostics: readonly ReportDiagnostic[], palette: Palette): string[] {
  const keyOf = ({ code, message }: ReportDiagnostic) => `${code} ${message}`;
  const first = new Map(diagnostics.toReversed().map((diagnostic) => [keyOf(diagnostic), diagnostic]));
  return diagnostics.flatMap((diagnostic) => {
    if (first.get(keyOf(diagnostic)) !== diagnostic) return [];
    const { severity, code, message } = diagnostic;
    const same = diagnostics.filter((other) => keyOf(other) === keyOf(diagnostic));
    const places = [...new Set(same.map(({ location }) => placeOf(location)))];
    const related = same
      .flatMap((other) => other.related)
      .filter(({ location }) => !places.includes(placeOf(location)));
    return [
      '',
      `  ${palette.paint(styles[severity], severity)} ${palette.paint('dim', code)}  ${places.join('  ')}`,
      ...wrap(message, palette.width, '    '),
      ...related.map((also) => palette.paint('dim', `    ${also.message}: ${placeOf(also.location)}`)),
    ];
  });
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
