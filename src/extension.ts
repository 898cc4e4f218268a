import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { startClient } from './client/client.ts';
import { registerCommands } from './client/commands.ts';
import { createLog } from './client/log.ts';
import { openPlace } from './client/openPlace.ts';
import { ResultsPanel } from './client/panel.ts';
import { revealLayer } from './client/revealLayer.ts';
import { runOnSave } from './client/runOnSave.ts';
import { Runs } from './client/runs.ts';
import { showOpenedSample } from './client/sample.ts';
import { StatusBar } from './client/statusBar.ts';
import { UsedDocuments } from './client/usedDocuments.ts';
import { commands } from './contributions.ts';

let client: LanguageClient | undefined;

/** Puts the parts together; each does its own work. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalState: memory, subscriptions } = context;
  const log = createLog();
  client = startClient(context, log);
  const runs = new Runs(client, log);
  const used = new UsedDocuments();
  const statusBar = new StatusBar();
  const panel = new ResultsPanel(extensionUri, {
    reveal: (uri, layer) => void revealLayer(uri, layer, runs.state),
    open: (uri, place) => void openPlace(uri, place),
    run: (uri) => void vscode.commands.executeCommand(commands.run, uri),
    cancel: () => runs.cancel(),
    showLog: () => log.show(),
  });
  subscriptions.push(
    log,
    runs,
    statusBar,
    panel,
    runs.onDidChange((state) => {
      statusBar.render(state);
      panel.update(state);
    }),
    registerCommands({ client, extensionUri, memory, log, panel, runs, used }),
    runOnSave(runs, used),
  );
  void showOpenedSample(memory);
}

/** The server ends its runs and itself before VS Code goes on. */
export function deactivate(): Thenable<void> | undefined {
  return client?.stop();
}
