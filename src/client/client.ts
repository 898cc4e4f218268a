import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { configFilePatterns } from '../contributions.ts';
import { type InitializationOptions, settingsMethod, trustedMethod } from '../protocol/lsp.ts';
import { readSettings } from './settings.ts';

/** Languages that checked code is written in. */
const codeLanguages = ['python', 'javascript', 'typescript'];

/** The language server's client. It starts at once, without being waited for, and is told what changes. */
export function startClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const { runOnSave: _, ...settings } = readSettings();
  const initializationOptions: InitializationOptions = {
    host: 'vscode',
    trusted: vscode.workspace.isTrusted,
    settings,
  };
  const server = { module, transport: TransportKind.ipc };
  const client = new LanguageClient(
    'gradientCheck',
    'Gradient Check',
    { run: server, debug: { ...server, options: { execArgv: ['--inspect=6009'] } } },
    {
      documentSelector: [
        ...configFilePatterns.map((name) => ({ scheme: 'file', pattern: `**/${name}` })),
        // What is said of a line of code stays there while it is edited.
        ...codeLanguages.map((language) => ({ scheme: 'file', language })),
      ],
      initializationOptions,
      outputChannel: log,
    },
  );
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('gradientCheck')) {
        const { runOnSave: _, ...changed } = readSettings();
        void client.sendNotification(settingsMethod, changed);
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustedMethod)),
  );
  void client.start().catch((error: unknown) => log.error(String(error)));
  return client;
}
