import type { Report } from '../protocol/report.ts';

/** One report as it is, several as a list. */
export function jsonText(reports: readonly Report[]): string {
  const [first, ...others] = reports;
  const value = others.length === 0 ? first : { version: 1, reports };
  return `${JSON.stringify(value, null, 2)}\n`;
}
