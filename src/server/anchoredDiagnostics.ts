import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { type RangeEdit, shiftRange } from './shiftRange.ts';
import { smallestEdit } from './smallestEdit.ts';

/** A result of a check, in the text that was checked. */
export interface CheckedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** What it speaks of, such as the whole layer, null for the whole file: once this text changes, it is stale. */
  readonly subject: Range | null;
  /** The reader of the config says the same, and at every keystroke, while the file is open. */
  readonly saidLive: boolean;
}

interface Anchor extends CheckedDiagnostic {
  readonly checkedText: string;
}

/**
 * The results of one check in one file, kept on their lines while the text is edited. Made when the check
 * starts, since its results are places in the text of that moment; edits until then are made up for.
 */
export class AnchoredDiagnostics {
  readonly uri: string;
  readonly #checked: TextDocument;
  #document: TextDocument;
  #anchors: readonly Anchor[] = [];
  /** Edits since the check started; null once the results are there and follow the edits themselves. */
  #missed: RangeEdit[] | null = [];

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.#checked = TextDocument.create(uri, '', 0, text);
    this.#document = TextDocument.create(uri, '', 0, text);
  }

  /** The text that is checked. */
  get text(): string {
    return this.#checked.getText();
  }

  edit(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const change of changes) {
      const edit = 'range' in change ? change : smallestEdit(this.#document.getText(), change.text);
      this.#document = TextDocument.update(this.#document, [change], this.#document.version + 1);
      this.#missed?.push(edit);
      this.#anchors = this.#anchors.map((anchor) => shiftAnchor(anchor, this.uri, edit));
    }
  }

  settle(diagnostics: readonly CheckedDiagnostic[]): void {
    const edits = this.#missed ?? [];
    this.#missed = null;
    this.#anchors = diagnostics.map((checked) => {
      const anchor = { ...checked, checkedText: textIn(this.#checked, checked.subject) };
      return edits.reduce((shifted, edit) => shiftAnchor(shifted, this.uri, edit), anchor);
    });
  }

  /** The diagnostics where they are now. Without the live ones, those that only repeat them are left out. */
  current(options: { readonly repeatLive: boolean }): Diagnostic[] {
    return this.#anchors
      .filter((anchor) => options.repeatLive || !anchor.saidLive)
      .map(({ diagnostic, subject, checkedText }) =>
        textIn(this.#document, subject) === checkedText ? diagnostic : stale(diagnostic),
      );
  }
}

function textIn(document: TextDocument, range: Range | null): string {
  return document.getText(range ?? undefined);
}

function shiftAnchor(anchor: Anchor, uri: string, edit: RangeEdit): Anchor {
  const { diagnostic, subject } = anchor;
  return {
    ...anchor,
    subject: subject && shiftRange(subject, edit),
    diagnostic: shiftDiagnostic(diagnostic, uri, edit),
  };
}

function shiftDiagnostic(diagnostic: Diagnostic, uri: string, edit: RangeEdit): Diagnostic {
  const relatedInformation = diagnostic.relatedInformation?.map((related) =>
    related.location.uri === uri
      ? { ...related, location: { uri, range: shiftRange(related.location.range, edit) } }
      : related,
  );
  const shifted = { ...diagnostic, range: shiftRange(diagnostic.range, edit) };
  return relatedInformation ? { ...shifted, relatedInformation } : shifted;
}

function stale(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    message: `Edited since this check: ${diagnostic.message}`,
    severity: DiagnosticSeverity.Information,
  };
}
