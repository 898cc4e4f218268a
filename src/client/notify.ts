import * as vscode from 'vscode';

/**
 * The one file that shows notifications. They are for what a person has to decide, and for what kept the
 * extension itself from working; a check and its outcome, whatever it is, never need one.
 */
export const notify = {
  /** @returns the chosen action, undefined when dismissed */
  ask(message: string, ...actions: string[]): Thenable<string | undefined> {
    return vscode.window.showInformationMessage(message, ...actions);
  },

  /** @returns the chosen action, undefined when dismissed */
  error(message: string, ...actions: string[]): Thenable<string | undefined> {
    return vscode.window.showErrorMessage(message, ...actions);
  },
};
