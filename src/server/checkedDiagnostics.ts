import type { Location, Report } from '../protocol/report.ts';
import type { CheckedDiagnostic } from './anchoredDiagnostics.ts';
import type { DiagnosticWriter, Finding, FindingFiles } from './diagnosticWriter.ts';
import { valueRange } from './valueRange.ts';

/**
 * The diagnostics of a report by the document that they lie in.
 * @param config the document that was checked
 * @param live what the reader of the config says about the same text
 */
export function checkedDiagnostics(
  report: Report,
  config: string,
  live: readonly Finding[],
  files: FindingFiles,
  writer: DiagnosticWriter,
): Map<string, CheckedDiagnostic[]> {
  const { uriOf, textOf } = files;
  const layers = new Map(report.layers.map((layer) => [layer.name, layer.location]));
  const liveKeys = new Set(live.map((finding) => keyOf(finding)));
  const written = new Map<string, CheckedDiagnostic[]>();
  const seen = new Set<string>();

  const add = (finding: Finding, subject: Location) => {
    const uri = uriOf(finding.location.file);
    const key = keyOf(finding);
    if (seen.has(`${uri} ${key}`)) return;
    seen.add(`${uri} ${key}`);
    const checked = {
      diagnostic: writer.write(finding, files),
      // Any line of code may be the reason for what is said of another.
      subject: uri === config ? valueRange(subject, textOf(uri)) : null,
      saidLive: uri === config && liveKeys.has(key),
    };
    written.set(uri, [...(written.get(uri) ?? []), checked]);
  };

  for (const diagnostic of report.diagnostics) {
    const layer = diagnostic.layer === null ? undefined : layers.get(diagnostic.layer);
    const sameFile = layer && uriOf(layer.file) === uriOf(diagnostic.location.file);
    add(diagnostic, sameFile ? layer : diagnostic.location);
  }
  if (report.error) add({ severity: 'error', ...report.error }, report.error.location);
  return written;
}

/** The same thing said of the same place. The file is left out: the two sides name it differently. */
function keyOf({ code, message, location }: Finding): string {
  return `${location.line}:${location.column} ${code} ${message}`;
}
