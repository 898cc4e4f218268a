import * as vscode from 'vscode';

/** The output channel, where raw detail goes; the language server writes there too. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Gradient Check', { log: true });
}
