import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, RelatedInformation, Severity } from '../protocol/report.ts';

/** What is to be said, with 1-based places. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly RelatedInformation[];
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** Writes findings as diagnostics, each code with a link to its page of documentation. */
export class DiagnosticWriter {
  readonly #documentation: URL;

  /** @param documentation the folder that has `<code>.md` */
  constructor(documentation: URL) {
    this.#documentation = documentation;
  }

  /**
   * @param text of the file that the finding lies in
   * @param uriOf the document that a finding's file name means
   */
  write(finding: Finding, text: string, uriOf: (file: string) => string): Diagnostic {
    const page = new URL(`${finding.code}.md`, this.#documentation);
    return {
      source: 'gradient-check',
      code: finding.code,
      severity: severities[finding.severity],
      message: finding.message,
      range: rangeOf(finding.location, text),
      ...(existsSync(fileURLToPath(page)) && { codeDescription: { href: page.href } }),
      ...(finding.related?.length && {
        relatedInformation: finding.related.map(({ message, location }) => ({
          message,
          location: { uri: uriOf(location.file), range: rangeOf(location, text) },
        })),
      }),
    };
  }
}

/** A location without an end reaches to the end of its line. */
export function rangeOf(location: Location, text: string): Range {
  const line = location.line - 1;
  const start = { line, character: location.column - 1 };
  if (location.endColumn !== undefined) {
    return {
      start,
      end: { line: (location.endLine ?? location.line) - 1, character: location.endColumn - 1 },
    };
  }
  const rest = TextDocument.create('', '', 0, text).getText({ start, end: { line: line + 1, character: 0 } });
  return { start, end: { line, character: start.character + rest.trimEnd().length } };
}
