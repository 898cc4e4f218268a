import * as vscode from 'vscode';
import { commands, statusItemId } from '../contributions.ts';
import type { RunState } from '../protocol/runState.ts';
import { statusView } from './statusView.ts';

/** The one status bar item. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(statusItemId, vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = 'Gradient Check';
    this.#item.command = commands.showResults;
    this.render({ kind: 'idle' });
    this.#item.show();
  }

  render(state: RunState): void {
    const { text, lines, spoken } = statusView(state, vscode.l10n);
    this.#item.text = text;
    this.#item.tooltip = tooltip(lines, state);
    this.#item.accessibilityInformation = { label: spoken, role: 'button' };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(lines: readonly string[], state: RunState): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(undefined, true);
  markdown.isTrusted = { enabledCommands: Object.values(commands) };
  for (const line of lines) markdown.appendText(line).appendMarkdown('\n\n');
  const again = state.kind === 'idle' ? '' : `?${encodeURIComponent(JSON.stringify([state.uri]))}`;
  const first =
    state.kind === 'running'
      ? `[$(stop-circle) ${vscode.l10n.t('Cancel')}](command:${commands.cancel})`
      : `[$(play) ${vscode.l10n.t('Run')}](command:${commands.run}${again})`;
  const results = `[$(graph) ${vscode.l10n.t('Show Results')}](command:${commands.showResults})`;
  const log = `[$(output) ${vscode.l10n.t('Show Log')}](command:${commands.showLog})`;
  return markdown.appendMarkdown([first, results, log].join(' &nbsp; '));
}
