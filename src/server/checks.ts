import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { readConfig } from '../config/document.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { ServerSettings } from '../protocol/lsp.ts';
import type { Report } from '../protocol/report.ts';
import { unreadableReport } from '../report/errorReport.ts';
import { bundledRunners } from '../worker/runners.ts';
import { AnchoredDiagnostics } from './anchoredDiagnostics.ts';
import { checkedDiagnostics } from './checkedDiagnostics.ts';
import type { CheckedConfig, ConfigFiles } from './configFiles.ts';
import type { DiagnosticsBoard } from './diagnosticsBoard.ts';
import type { DiagnosticWriter } from './diagnosticWriter.ts';
import type { Runs } from './runs.ts';

export interface CheckOptions {
  readonly settings: ServerSettings;
  readonly workerFile: string;
  /** Whether the workspace is trusted: only then is its code run. */
  readonly trusted: boolean;
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
    const inConfig = new AnchoredDiagnostics(uri, text);
    this.#board.follow(inConfig);
    const { threshold, memoryLimitMB, timeoutSeconds, pythonPath, maxWorkers } = options.settings;
    const report = await this.#runs.start(
      uri,
      {
        file,
        label: config.label,
        text,
        overrides: [],
        threshold,
        memoryLimitMB,
        programs: {
          trusted: options.trusted,
          python: pythonPath || null,
          maxWorkers: maxWorkers || availableParallelism(),
          timeoutMs: timeoutSeconds * 1000,
          runners: bundledRunners(dirname(options.workerFile)),
        },
      },
      { workerFile: options.workerFile, silenceMs: timeoutSeconds * 1000, onEvent: options.onEvent },
      token,
    );
    this.#board.unfollow(inConfig);
    if (report) this.#publish(report, config, text, inConfig);
    return report;
  }

  #publish(report: Report, config: CheckedConfig, text: string, inConfig: AnchoredDiagnostics): void {
    const live = readConfig(text, config.file).problems;
    const texts = {
      uriOf: (file: string) => this.#files.uriOf(file, config),
      textOf: (uri: string) => (uri === config.uri ? text : this.#files.opened(uri)),
    };
    const found = checkedDiagnostics(report, live, texts, this.#writer);
    const results = [...found].map(([uri, diagnostics]) => {
      const anchored = uri === config.uri ? inConfig : new AnchoredDiagnostics(uri, texts.textOf(uri));
      anchored.settle(diagnostics);
      return anchored;
    });
    this.#board.setResults(config.uri, results);
  }
}
