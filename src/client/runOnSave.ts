import * as vscode from 'vscode';
import type { Runs } from './runs.ts';
import { readSettings } from './settings.ts';
import type { UsedDocuments } from './usedDocuments.ts';

/**
 * Checks a config again when it, or a file that it names, is saved: only configs that were checked in this
 * window, and nothing in a workspace that is not trusted.
 */
export function runOnSave(runs: Runs, used: UsedDocuments): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async (document) => {
    if (used.saving || !readSettings().runOnSave || !vscode.workspace.isTrusted) return;
    for (const uri of runs.checked) {
      const config = vscode.Uri.parse(uri);
      if (await used.includes(document, config)) void runs.run(config);
    }
  });
}
