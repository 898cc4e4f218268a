import type { CancellationToken } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { readConfig } from '../config/document.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Report } from '../protocol/report.ts';
import { unreadableReport } from '../report/errorReport.ts';
import { AnchoredDiagnostics } from './anchoredDiagnostics.ts';
import { checkedDiagnostics } from './checkedDiagnostics.ts';
import type { CheckedConfig, ConfigFiles } from './configFiles.ts';
import type { DiagnosticsBoard } from './diagnosticsBoard.ts';
import type { DiagnosticWriter } from './diagnosticWriter.ts';
import { programOptions, type StartOptions } from './programOptions.ts';
import type { Runs } from './runs.ts';

export interface CheckOptions extends StartOptions {
  readonly onEvent: (event: RunEvent) => void;
}

/** From a config's document to its report, and from the report to diagnostics. */
export class Checks {
  readonly #files: ConfigFiles;
  readonly #runs: Runs;
  readonly #board: DiagnosticsBoard;
  readonly #writer: DiagnosticWriter;

  constructor(files: ConfigFiles, runs: Runs, board: DiagnosticsBoard, writer: DiagnosticWriter) {
    this.#files = files;
    this.#runs = runs;
    this.#board = board;
    this.#writer = writer;
  }

  /**
   * Checks a config's gradients and publishes what was found.
   * @returns null when cancelled or replaced by a newer check of the same config
   */
  async check(uri: string, options: CheckOptions, token: CancellationToken): Promise<Report | null> {
    const file = URI.parse(uri).fsPath;
    const config = { uri, file, label: this.#files.label(file) };
    let text: string;
    try {
      text = await this.#files.read(uri);
    } catch (error) {
      return unreadableReport(config.label, error as NodeJS.ErrnoException);
    }
    // Which files the results lie in is known when they are there; edits are followed until then.
    const opened = [...this.#files.opened().filter((document) => document.uri !== uri), { uri, text }];
    const followed = opened.map((document) => new AnchoredDiagnostics(document.uri, document.text));
    for (const document of followed) this.#board.follow(document);
    const { threshold, memoryLimitMB, timeoutSeconds } = options.settings;
    const report = await this.#runs.start(
      uri,
      {
        file,
        label: config.label,
        text,
        overrides: [],
        threshold,
        memoryLimitMB,
        programs: programOptions(options),
      },
      { workerFile: options.workerFile, silenceMs: timeoutSeconds * 1000, onEvent: options.onEvent },
      token,
    );
    const documents = report ? await this.#documentsOf(report, config, followed) : [];
    for (const document of followed) this.#board.unfollow(document);
    if (report) this.#publish(report, config, documents);
    return report;
  }

  /** The documents that a report speaks of, those that are not open as they are on disk. */
  async #documentsOf(
    { diagnostics, error }: Report,
    config: CheckedConfig,
    followed: readonly AnchoredDiagnostics[],
  ): Promise<readonly AnchoredDiagnostics[]> {
    const places = diagnostics.flatMap(({ location, related }) => [
      location,
      ...related.map((also) => also.location),
    ]);
    const named = [...places, ...(error ? [error.location] : [])].map(({ file }) =>
      this.#files.uriOf(file, config),
    );
    const documents = [...new Set([config.uri, ...named])].map(
      async (uri) =>
        followed.find((document) => document.uri === uri) ??
        new AnchoredDiagnostics(uri, await this.#files.read(uri).catch(() => '')),
    );
    return Promise.all(documents);
  }

  #publish(report: Report, config: CheckedConfig, documents: readonly AnchoredDiagnostics[]): void {
    const files = {
      uriOf: (file: string) => this.#files.uriOf(file, config),
      textOf: (uri: string) => documents.find((document) => document.uri === uri)?.text ?? '',
    };
    const live = readConfig(files.textOf(config.uri), config.file).problems;
    const found = checkedDiagnostics(report, config.uri, live, files, this.#writer);
    const results = documents.filter(({ uri }) => found.has(uri));
    for (const document of results) document.settle(found.get(document.uri) ?? []);
    this.#board.setResults(config.uri, results);
  }
}
