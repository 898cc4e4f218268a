import type { Location, ReportDiagnostic } from '../protocol/report.ts';

/**
 * What is said of a layer, each thing once: what is said of its line in the config may be said of its line of
 * code too, and the one that leads to the other is kept.
 */
export function layerMessages(
  layer: string,
  diagnostics: readonly ReportDiagnostic[],
): readonly ReportDiagnostic[] {
  const kept = new Map<string, ReportDiagnostic>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.layer !== layer) continue;
    const same = kept.get(diagnostic.message);
    if (same === undefined || diagnostic.related.length > same.related.length) {
      kept.set(diagnostic.message, diagnostic);
    }
  }
  return [...kept.values()];
}

/** The line of code that a layer's messages lead to; undefined where they speak of the config alone. */
export function codePlace(messages: readonly ReportDiagnostic[], config: string): Location | undefined {
  return messages
    .flatMap(({ location, related }) => [location, ...related.map((also) => also.location)])
    .find(({ file }) => file !== config);
}
