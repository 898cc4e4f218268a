import * as vscode from 'vscode';
import { commands, configFilePatterns } from '../contributions.ts';
import { type ConfigFile, chooseConfig } from './configChoice.ts';
import { currentText } from './currentText.ts';
import { notify } from './notify.ts';
import { usedFiles } from './usedFiles.ts';

/** Finds the config that Run takes, asking where it is not clear; undefined when there is none to take. */
export async function pickConfig(): Promise<vscode.Uri | undefined> {
  const configs = await readConfigs();
  const choice = chooseConfig(activeFile(), configs);
  switch (choice.kind) {
    case 'config':
      return vscode.Uri.file(choice.file);
    case 'ask':
      return ask(choice.files);
    case 'none':
      void offerBeginnings();
      return undefined;
  }
}

/** The file of the active tab, also where the tab holds no text, such as a dataset. */
function activeFile(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
      ? input.uri
      : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

async function readConfigs(): Promise<ConfigFile[]> {
  const found = await vscode.workspace.findFiles(
    `**/{${configFilePatterns.join(',')}}`,
    '**/node_modules/**',
  );
  const configs = found.map(async ({ fsPath: file }) => {
    const text = (await currentText(file)) ?? '';
    return { file, uses: await usedFiles(text, file, currentText) };
  });
  return (await Promise.all(configs)).sort((a, b) => a.file.localeCompare(b.file));
}

async function ask(files: readonly string[]): Promise<vscode.Uri | undefined> {
  const items = files.map((file) => ({ label: vscode.workspace.asRelativePath(file), file }));
  const placeHolder = vscode.l10n.t('Which config should be checked?');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen && vscode.Uri.file(chosen.file);
}

async function offerBeginnings(): Promise<void> {
  const createConfig = vscode.l10n.t('Create Config');
  const openSample = vscode.l10n.t('Open Sample');
  const message = vscode.l10n.t(
    'There is no gradient check config here. A config is a file named gradcheck.json or *.gradcheck.json: one can be made from your code and data, and the sample has some to look at.',
  );
  const choice = await notify.ask(message, createConfig, openSample);
  if (choice === createConfig) await vscode.commands.executeCommand(commands.createConfig);
  if (choice === openSample) await vscode.commands.executeCommand(commands.openSample);
}
