import type { Location, ReportDiagnostic } from '../protocol/report.ts';
import type { Palette } from './palette.ts';
import { wrap } from './wrap.ts';

const styles = { error: 'red', warning: 'yellow', information: 'blue' } as const;

/** Each message once, below the places that it is said of, and with the places that it leads to. */
export function messageLines(diagnostics: readonly ReportDiagnostic[], palette: Palette): string[] {
  const groups = new Map<string, [ReportDiagnostic, ...ReportDiagnostic[]]>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.code} ${diagnostic.message}`;
    const same = groups.get(key);
    if (same) same.push(diagnostic);
    else groups.set(key, [diagnostic]);
  }
  return [...groups.values()].flatMap((same) => {
    const { severity, code, message } = same[0];
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
