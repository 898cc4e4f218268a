import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../contributions.ts';
import type { CreationAnswers, CreationQuestion } from '../protocol/creation.ts';
import { type CreateParams, type CreateResult, createMethod } from '../protocol/lsp.ts';
import { interpreterFor } from './interpreter.ts';
import { notify } from './notify.ts';
import { offerTrust } from './offerTrust.ts';

/**
 * Writes a config for what is in a folder and opens it. Where several choices are sensible they are asked for.
 *
 * @returns the config; undefined where there is none
 */
export async function createConfig(
  client: LanguageClient,
  given?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const folder = given ?? (await pickFolder());
  if (!folder) return undefined;
  let answers: CreationAnswers = {};
  for (;;) {
    const creation = await request(client, folder, answers);
    if (!creation) return undefined;
    switch (creation.kind) {
      case 'question': {
        const { question } = creation;
        const answer = await ask(question);
        if (answer === undefined) return undefined;
        answers = { ...answers, [question.id]: answer };
        break;
      }
      case 'nothing':
        void explain(creation.message);
        return undefined;
      case 'existing':
        return open(vscode.Uri.joinPath(folder, creation.file));
      case 'config': {
        const config = vscode.Uri.joinPath(folder, creation.file);
        await write(config, creation.text);
        if (!vscode.workspace.isTrusted) void offerTrust(nothingRead());
        return open(config);
      }
    }
  }
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    const placeHolder = vscode.l10n.t('Which folder has your code and data?');
    return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
  }
  if (!folders[0]) {
    void explain(
      vscode.l10n.t(
        'No folder is open. Open the one that has your code and data: the config is written there.',
      ),
    );
  }
  return folders[0]?.uri;
}

async function request(
  client: LanguageClient,
  folder: vscode.Uri,
  answers: CreationAnswers,
): Promise<CreateResult> {
  const pythonPath = await interpreterFor(folder);
  const params: CreateParams = { folder: folder.toString(), answers, pythonPath };
  const title = vscode.l10n.t('Looking for code and data');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    try {
      return await client.sendRequest<CreateResult>(createMethod, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) void explain(String(error));
      return null;
    }
  });
}

async function ask({ text, options }: CreationQuestion): Promise<string | undefined> {
  const items = options.map(({ value, label, detail }) => ({ value, label, description: detail }));
  return (await vscode.window.showQuickPick(items, { placeHolder: text, matchOnDescription: true }))?.value;
}

/** A file that has come to be there in the meantime is not written over. */
async function write(config: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(config, { overwrite: false, contents: Buffer.from(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(vscode.l10n.t('{0} could not be written.', config.fsPath));
  }
}

async function open(config: vscode.Uri): Promise<vscode.Uri> {
  await vscode.window.showTextDocument(config);
  return config;
}

async function explain(message: string): Promise<void> {
  const openSample = vscode.l10n.t('Open Sample');
  if ((await notify.ask(message, openSample)) === openSample) {
    await vscode.commands.executeCommand(commands.openSample);
  }
}

function nothingRead(): string {
  return vscode.l10n.t(
    'The config checks the reference network: this workspace is not trusted, so no code in it was looked at. Trust it and create the config again to check your own backward pass.',
  );
}
