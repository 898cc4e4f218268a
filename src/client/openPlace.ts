import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { PanelPlace } from '../protocol/panel.ts';
import { showPlace } from './showPlace.ts';

/** Shows a place that a report speaks of: a line of the config, or of a file that is named from its folder. */
export async function openPlace(config: string, { file, line, column }: PanelPlace): Promise<void> {
  const uri = vscode.Uri.parse(config);
  const target = file === null ? uri : vscode.Uri.file(resolve(dirname(uri.fsPath), file));
  const document = await vscode.workspace.openTextDocument(target);
  const row = Math.min(line, document.lineCount) - 1;
  // Where only the line is known, its first letter.
  const character = Math.max(column - 1, document.lineAt(row).firstNonWhitespaceCharacterIndex);
  await showPlace(document, new vscode.Position(row, character));
}
