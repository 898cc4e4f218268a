import * as vscode from 'vscode';
import { currentText } from './currentText.ts';
import { usedFiles } from './usedFiles.ts';

/** The documents that a check depends on: the config, the files that it names, and what these import. */
export class UsedDocuments {
  #saving = false;

  /** True while they are being saved for a run, which then needs no run of its own. */
  get saving(): boolean {
    return this.#saving;
  }

  /** Saves what has unsaved changes. */
  async save(config: vscode.Uri): Promise<void> {
    this.#saving = true;
    try {
      for (const document of vscode.workspace.textDocuments) {
        if (document.isDirty && (await this.includes(document, config))) await document.save();
      }
    } finally {
      this.#saving = false;
    }
  }

  async includes(document: vscode.TextDocument, config: vscode.Uri): Promise<boolean> {
    if (document.uri.toString() === config.toString()) return true;
    if (document.uri.scheme !== 'file') return false;
    const text = (await vscode.workspace.openTextDocument(config)).getText();
    return (await usedFiles(text, config.fsPath, currentText)).has(document.uri.fsPath);
  }
}
