import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands, contextKeys } from '../contributions.ts';
import {
  type RunEventParams,
  type RunParams,
  type RunResult,
  runEventMethod,
  runMethod,
} from '../protocol/lsp.ts';
import type { RunState } from '../protocol/runState.ts';
import { interpreterFor } from './interpreter.ts';
import { notify } from './notify.ts';
import { type RunAction, reduceRun } from './runReducer.ts';
import { readSettings } from './settings.ts';

/** The runs of this window, and the one state that the status bar and the panel draw. */
export class Runs implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<RunState>();
  readonly #underWay = new Map<string, vscode.CancellationTokenSource>();
  readonly #checked = new Set<string>();
  readonly #events: vscode.Disposable;
  #state: RunState = { kind: 'idle' };

  readonly onDidChange = this.#changed.event;

  constructor(client: LanguageClient, log: vscode.LogOutputChannel) {
    this.#client = client;
    this.#log = log;
    this.#events = client.onNotification(runEventMethod, ({ uri, event }: RunEventParams) =>
      this.#apply({ type: 'event', uri, event }),
    );
  }

  get state(): RunState {
    return this.#state;
  }

  /** Configs that were checked in this window. */
  get checked(): ReadonlySet<string> {
    return this.#checked;
  }

  /** @returns the report; null when cancelled, or replaced by a newer run of the same config */
  async run(config: vscode.Uri): Promise<RunResult> {
    const uri = config.toString();
    const name = vscode.workspace.asRelativePath(config, false);
    const cancellation = new vscode.CancellationTokenSource();
    this.#underWay.set(uri, cancellation);
    this.#checked.add(uri);
    this.#apply({ type: 'started', uri, config: name, threshold: readSettings().threshold });
    const isReplaced = () => this.#underWay.get(uri) !== cancellation;
    const pythonPath = await interpreterFor(config);
    const report = isReplaced() ? null : await this.#request({ uri, pythonPath }, cancellation.token);
    cancellation.dispose();
    if (isReplaced()) return null;
    this.#underWay.delete(uri);
    this.#apply(report ? { type: 'finished', uri, report } : { type: 'cancelled', uri, config: name });
    return report;
  }

  cancel(): void {
    for (const cancellation of this.#underWay.values()) cancellation.cancel();
  }

  dispose(): void {
    this.cancel();
    this.#events.dispose();
    this.#changed.dispose();
  }

  async #request(params: RunParams, token: vscode.CancellationToken): Promise<RunResult> {
    try {
      return await this.#client.sendRequest<RunResult>(runMethod, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.#explain(error);
      return null;
    }
  }

  #explain(error: unknown): void {
    this.#log.error(error instanceof Error ? error : String(error));
    const reason = error instanceof Error ? error.message : String(error);
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t(
      'The check has no result, because the language server of Gradient Check failed ({0}). Run it again; if that does not help, the log has the details.',
      reason,
    );
    void notify.error(message, showLog).then((choice) => {
      if (choice === showLog) void vscode.commands.executeCommand(commands.showLog);
    });
  }

  #apply(action: RunAction): void {
    this.#state = reduceRun(this.#state, action);
    this.#changed.fire(this.#state);
    void vscode.commands.executeCommand('setContext', contextKeys.running, this.#underWay.size > 0);
  }
}
