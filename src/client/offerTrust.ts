import * as vscode from 'vscode';
import { notify } from './notify.ts';

/** After something that only a trusted workspace allows was asked for: whether to trust it is for its user to say. */
export async function offerTrust(message: string): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await notify.ask(message, manage)) === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
}
