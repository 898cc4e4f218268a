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

/** The documents that the file names of findings mean. */
export interface FindingFiles {
  readonly uriOf: (file: string) => string;
  /** The text that was looked at; empty where it is not known. */
  readonly textOf: (uri: string) => string;
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

  write(finding: Finding, files: FindingFiles): Diagnostic {
    const page = new URL(`${finding.code}.md`, this.#documentation);
    return {
      source: 'gradient-check',
      code: finding.code,
      severity: severities[finding.severity],
      message: finding.message,
      range: rangeIn(finding.location, files),
      ...(existsSync(fileURLToPath(page)) && { codeDescription: { href: page.href } }),
      ...(finding.related?.length && {
        relatedInformation: finding.related.map(({ message, location }) => ({
          message,
          location: { uri: files.uriOf(location.file), range: rangeIn(location, files) },
        })),
      }),
    };
  }
}

function rangeIn(location: Location, { uriOf, textOf }: FindingFiles): Range {
  return rangeOf(location, textOf(uriOf(location.file)));
}

/** A location without an end begins at the first text from there, and reaches to the end of its line. */
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
  const written = rest.trim();
  const from = start.character + rest.indexOf(written);
  return { start: { line, character: from }, end: { line, character: from + written.length } };
}
