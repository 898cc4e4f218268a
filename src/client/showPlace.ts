import * as vscode from 'vscode';

/** Shows a file with the cursor at a place of it, in the editor group that has the file if one does. */
export async function showPlace(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
  const uri = document.uri.toString();
  const group = vscode.window.tabGroups.all.find((candidate) =>
    candidate.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  await vscode.window.showTextDocument(document, {
    viewColumn: group?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(position, position),
  });
}
