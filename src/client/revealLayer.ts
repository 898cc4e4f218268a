import * as vscode from 'vscode';
import type { RunState } from '../protocol/runState.ts';
import { layerPosition } from './layerPosition.ts';
import { showPlace } from './showPlace.ts';

/** Puts the cursor on a layer of a config, in the editor group that shows the config if one does. */
export async function revealLayer(uri: string, layer: string, state: RunState): Promise<void> {
  const config = vscode.Uri.parse(uri);
  const document = await vscode.workspace.openTextDocument(config);
  const offset = layerPosition(document.getText(), layer);
  const position = offset === undefined ? checkedPosition(uri, layer, state) : document.positionAt(offset);
  await showPlace(document, position);
}

/** Where the layer was when it was checked; it may have no name of its own in the config. */
function checkedPosition(uri: string, layer: string, state: RunState): vscode.Position {
  const layers =
    state.kind === 'finished' ? state.report.layers : state.kind === 'running' ? state.planned : [];
  const location = layers.find(({ name }) => name === layer)?.location;
  const known = location && state.kind !== 'idle' && state.uri === uri;
  return known ? new vscode.Position(location.line - 1, location.column - 1) : new vscode.Position(0, 0);
}
