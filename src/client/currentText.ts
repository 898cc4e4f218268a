import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** The text of a file as it is in the editor, else as it is on disk; undefined where there is none. */
export async function currentText(file: string): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
  return open ? open.getText() : readFile(file, 'utf8').catch(() => undefined);
}
