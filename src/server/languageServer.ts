import { fileURLToPath } from 'node:url';
import {
  type CancellationToken,
  CancellationTokenSource,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { readConfig } from '../config/document.ts';
import { isConfigFile } from '../config/files.ts';
import type { RunEvent } from '../protocol/events.ts';
import {
  type CreateParams,
  type CreateResult,
  createMethod,
  type InitializationOptions,
  type RunEventParams,
  type RunParams,
  type RunResult,
  runCommand,
  runEventMethod,
  runMethod,
  type ServerSettings,
  settingsMethod,
  trustedMethod,
} from '../protocol/lsp.ts';
import { Checks } from './checks.ts';
import { ConfigFiles } from './configFiles.ts';
import { Creations } from './creations.ts';
import { DiagnosticsBoard } from './diagnosticsBoard.ts';
import { DiagnosticWriter } from './diagnosticWriter.ts';
import { PrintedLines } from './printedLines.ts';
import type { StartOptions } from './programOptions.ts';
import { RunProgress } from './runProgress.ts';
import { Runs } from './runs.ts';
import { completeSettings } from './settings.ts';

const configPattern = '**/{gradcheck.json,*.gradcheck.json}';

export interface ServerFiles {
  readonly worker: URL;
  /** Folder of the documentation of codes. */
  readonly documentation: URL;
}

/** Documents, diagnostics and runs, for VS Code's extension and for every other language client. */
export class LanguageServer {
  readonly #connection: Connection;
  readonly #workerFile: string;
  readonly #writer: DiagnosticWriter;
  readonly #board: DiagnosticsBoard;
  readonly #runs = new Runs();
  readonly #creations = new Creations();
  readonly #documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => {
      this.#board.edit(document.uri, changes);
      return TextDocument.update(document, changes, version);
    },
  });
  #settings: ServerSettings = completeSettings(undefined);
  /** VS Code's extension owns the command and asks with a request; its own JSON server tells syntax errors. */
  #inVsCode = false;
  /** Another client's user asks for a run by name, in an editor that knows no trust. */
  #trusted = true;
  #checks: Checks | undefined;

  constructor(connection: Connection, files: ServerFiles) {
    this.#connection = connection;
    this.#workerFile = fileURLToPath(files.worker);
    this.#writer = new DiagnosticWriter(files.documentation);
    this.#board = new DiagnosticsBoard((params) => void connection.sendDiagnostics(params));

    connection.onInitialize((params) => this.#initialize(params));
    connection.onNotification(settingsMethod, (sent: ServerSettings) => {
      this.#settings = completeSettings(sent);
    });
    connection.onNotification(trustedMethod, () => {
      this.#trusted = true;
    });
    connection.onRequest(runMethod, (params: RunParams, token) => this.#run(params, token));
    connection.onRequest<CreateResult, void>(createMethod, (params: CreateParams, token) =>
      this.#creations.create(params, this.#startOptions(params.pythonPath), token),
    );
    connection.onExecuteCommand(({ command, arguments: args }, token) =>
      command === runCommand && typeof args?.[0] === 'string' ? this.#runWithProgress(args[0], token) : null,
    );
    connection.onCodeAction((params) => this.#codeActions(params));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri, type } of changes) if (type === FileChangeType.Deleted) this.#board.remove(uri);
    });
    connection.onShutdown(async () => {
      await Promise.all([this.#runs.cancelAll(), this.#creations.cancelAll()]);
    });

    this.#documents.onDidOpen(({ document }) =>
      this.#board.edit(document.uri, [{ text: document.getText() }]),
    );
    this.#documents.onDidChangeContent(({ document }) => {
      if (isConfigFile(URI.parse(document.uri).path)) this.#readLive(document);
      else this.#board.refresh(document.uri);
    });
    this.#documents.onDidClose(({ document }) => this.#board.closeLive(document.uri));
  }

  listen(): void {
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #initialize({ capabilities, workspaceFolders, initializationOptions }: InitializeParams): InitializeResult {
    const options = (initializationOptions ?? {}) as InitializationOptions;
    this.#inVsCode = options.host === 'vscode';
    this.#trusted = options.trusted ?? !this.#inVsCode;
    this.#settings = completeSettings(options.settings);
    const folders = (workspaceFolders ?? []).map((folder) => URI.parse(folder.uri).fsPath);
    const files = new ConfigFiles(this.#documents, folders);
    this.#checks = new Checks(files, this.#runs, this.#board, this.#writer);
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      this.#connection.onInitialized(() => this.#watchConfigs());
    }
    return {
      serverInfo: { name: 'Gradient Check' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(this.#inVsCode
          ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }
          : { executeCommandProvider: { commands: [runCommand], workDoneProgress: true } }),
      },
    };
  }

  #watchConfigs(): void {
    void this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: configPattern }],
    });
  }

  #readLive(document: TextDocument): void {
    const text = document.getText();
    const problems = readConfig(text, URI.parse(document.uri).fsPath).problems;
    const shown = problems.filter((problem) => !(problem.syntax && this.#inVsCode));
    const files = { uriOf: () => document.uri, textOf: () => text };
    const diagnostics = shown.map((problem) => this.#writer.write(problem, files));
    this.#board.setLive(document.uri, document.version, diagnostics);
  }

  #run({ uri, pythonPath }: RunParams, token: CancellationToken): Promise<RunResult> {
    return this.#check(uri, this.#startOptions(pythonPath), token, (event) => {
      // The answer to the request carries the report.
      if (event.type === 'finished') return;
      void this.#connection.sendNotification(runEventMethod, { uri, event } satisfies RunEventParams);
    });
  }

  async #runWithProgress(uri: string, token: CancellationToken): Promise<RunResult> {
    const reporter = await this.#connection.window.createWorkDoneProgress();
    const cancellation = new CancellationTokenSource();
    for (const { onCancellationRequested } of [token, reporter.token]) {
      onCancellationRequested(() => cancellation.cancel());
    }
    const progress = new RunProgress(reporter, URI.parse(uri).path.split('/').at(-1)!);
    try {
      return await this.#check(uri, this.#startOptions(), cancellation.token, (event) =>
        progress.show(event),
      );
    } finally {
      progress.end();
      cancellation.dispose();
    }
  }

  /** @param pythonPath chosen for what is run, in place of that of the settings */
  #startOptions(pythonPath = ''): StartOptions {
    const settings = { ...this.#settings, ...(pythonPath && { pythonPath }) };
    return { settings, workerFile: this.#workerFile, trusted: this.#trusted };
  }

  async #check(
    uri: string,
    start: StartOptions,
    token: CancellationToken,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunResult> {
    const name = URI.parse(uri).path.split('/').at(-1)!;
    const printed = new PrintedLines((line) => this.#connection.console.info(`${name}: ${line}`));
    const options = {
      ...start,
      onEvent: (event: RunEvent) => (event.type === 'output' ? printed.add(event.text) : onEvent(event)),
    };
    const report = await this.#checks!.check(uri, options, token);
    printed.end();
    const outcome = report ? `${report.verdict} in ${Math.round(report.timing.total_ms)} ms` : 'cancelled';
    this.#connection.console.info(`${URI.parse(uri).fsPath}: ${outcome}`);
    if (report?.detail) this.#connection.console.error(report.detail);
    return report;
  }

  #codeActions({ textDocument, range }: CodeActionParams): CodeAction[] {
    const diagnostics = this.#board.resultsIn(textDocument.uri, range);
    if (diagnostics.length === 0) return [];
    const title = 'Show in results';
    const command = { title, command: 'gradientCheck.showResults', arguments: [textDocument.uri] };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
  }
}
