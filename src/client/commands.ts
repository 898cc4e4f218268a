import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../contributions.ts';
import type { RunResult } from '../protocol/lsp.ts';
import { pickConfig } from './configPicker.ts';
import { createConfig } from './createConfig.ts';
import { offerTrust } from './offerTrust.ts';
import type { ResultsPanel } from './panel.ts';
import type { Runs } from './runs.ts';
import { openSample } from './sample.ts';
import type { UsedDocuments } from './usedDocuments.ts';

export interface CommandParts {
  readonly client: LanguageClient;
  readonly extensionUri: vscode.Uri;
  /** Kept between windows. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly panel: ResultsPanel;
  readonly runs: Runs;
  readonly used: UsedDocuments;
}

/** The commands of the palette. `run` answers with the report, null when there is none. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { client, extensionUri, memory, log, panel, runs, used } = parts;
  /** Links give the config as text. */
  const run = async (given?: vscode.Uri | string): Promise<RunResult> => {
    const config = typeof given === 'string' ? vscode.Uri.parse(given) : (given ?? (await pickConfig()));
    if (!config) return null;
    await used.save(config);
    const report = runs.run(config);
    panel.show(true);
    void report.then((ended) => {
      if (ended?.error?.code === 'code.untrusted') void offerTrust(ended.error.message);
    });
    return report;
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(commands.run, run),
    registerCommand(commands.cancel, () => runs.cancel()),
    registerCommand(commands.showResults, () => panel.show(false)),
    registerCommand(commands.createConfig, (folder?: vscode.Uri) => createConfig(client, folder)),
    registerCommand(commands.openSample, (folder?: vscode.Uri) => openSample(extensionUri, memory, folder)),
    registerCommand(commands.showLog, () => log.show()),
  );
}
