import * as vscode from 'vscode';
import type { RunResult } from '../protocol/lsp.ts';
import { notify } from './notify.ts';

/** After a run that was asked for and that only a trusted workspace allows: whether to trust it is for its user to say. */
export async function offerTrust(report: RunResult): Promise<void> {
  if (report?.error?.code !== 'code.untrusted') return;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await notify.ask(report.error.message, manage);
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
