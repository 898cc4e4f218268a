import type { Diagnostic, PublishDiagnosticsParams, Range } from 'vscode-languageserver';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { AnchoredDiagnostics } from './anchoredDiagnostics.ts';

/**
 * Everything that is said about every document: what the reader finds in an open config as it is typed, and
 * what the last check of each config found. Every change is published at once.
 */
export class DiagnosticsBoard {
  readonly #publish: (params: PublishDiagnosticsParams) => void;
  readonly #live = new Map<string, { version: number; diagnostics: readonly Diagnostic[] }>();
  /** Results that follow the edits of their document, those of a check under way included. */
  readonly #followed = new Set<AnchoredDiagnostics>();
  /** By config: what its last check found, in whichever file. */
  readonly #results = new Map<string, readonly AnchoredDiagnostics[]>();

  constructor(publish: (params: PublishDiagnosticsParams) => void) {
    this.#publish = publish;
  }

  setLive(uri: string, version: number, diagnostics: readonly Diagnostic[]): void {
    this.#live.set(uri, { version, diagnostics });
    this.#show(uri);
  }

  closeLive(uri: string): void {
    if (this.#live.delete(uri)) this.#show(uri);
  }

  follow(results: AnchoredDiagnostics): void {
    this.#followed.add(results);
  }

  unfollow(results: AnchoredDiagnostics): void {
    this.#followed.delete(results);
  }

  /** To be called for every edit, before the document's live diagnostics are set. */
  edit(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const results of this.#followed) if (results.uri === uri) results.edit(changes);
  }

  /** The results of a config's check take the place of those of its last one. */
  setResults(config: string, results: readonly AnchoredDiagnostics[]): void {
    const former = this.#results.get(config) ?? [];
    for (const file of former) this.unfollow(file);
    for (const file of results) this.follow(file);
    this.#results.set(config, results);
    for (const uri of new Set([...former, ...results].map((file) => file.uri))) this.#show(uri);
  }

  /** To be called after an edit of a document that has no live diagnostics. */
  refresh(uri: string): void {
    if ([...this.#results.values()].flat().some((file) => file.uri === uri)) this.#show(uri);
  }

  resultsIn(uri: string, range: Range): Diagnostic[] {
    return this.#resultsOf(uri).filter(
      ({ range: { start, end } }) => !isBefore(end, range.start) && !isBefore(range.end, start),
    );
  }

  /** The file is gone, and with it what was found in it or by checking it. */
  remove(uri: string): void {
    this.setResults(uri, []);
    this.#results.delete(uri);
    for (const [config, results] of this.#results) {
      const kept = results.filter((file) => file.uri !== uri);
      if (kept.length < results.length) this.setResults(config, kept);
    }
  }

  #resultsOf(uri: string): Diagnostic[] {
    const repeatLive = !this.#live.has(uri);
    const diagnostics = [...this.#results.values()]
      .flat()
      .filter((file) => file.uri === uri)
      .flatMap((file) => file.current({ repeatLive }));
    // Several configs may have checked the same code.
    return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
  }

  #show(uri: string): void {
    const live = this.#live.get(uri);
    const diagnostics = [...(live?.diagnostics ?? []), ...this.#resultsOf(uri)];
    this.#publish({ uri, diagnostics, ...(live && { version: live.version }) });
  }
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
