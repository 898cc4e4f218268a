import * as vscode from 'vscode';

const folderName = 'gradient-check-sample';
/** What the sample begins with. */
const firstConfig = 'nn.gradcheck.json';
/** The folder of a sample whose window is about to open, as text. */
const memoryKey = 'sampleToShow';

/**
 * Copies the sample workspace to a folder that the user picks, unless it is given, and opens it there.
 * @param memory kept between windows
 */
export async function openSample(
  extensionUri: vscode.Uri,
  memory: vscode.Memento,
  given?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const folder = given ?? (await askFolder());
  if (!folder) return undefined;
  const target = await emptyFolder(folder);
  const source = vscode.Uri.joinPath(extensionUri, 'media', 'sample');
  for (const [name] of await vscode.workspace.fs.readDirectory(source)) {
    const [from, to] = [vscode.Uri.joinPath(source, name), vscode.Uri.joinPath(target, name)];
    await vscode.workspace.fs.copy(from, to, { overwrite: false });
  }
  await memory.update(memoryKey, target.toString());
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
  return target;
}

/** In the window that opened with a fresh sample: shows what it begins with. */
export async function showOpenedSample(memory: vscode.Memento): Promise<void> {
  const opened = memory.get<string>(memoryKey);
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === opened);
  if (!folder) return;
  await memory.update(memoryKey, undefined);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, firstConfig), { preview: false });
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Where should the sample be copied to?'),
    openLabel: vscode.l10n.t('Copy Sample Here'),
  });
  return picked?.[0];
}

/** The folder itself while it is empty, else the first new one in it: nothing is ever overwritten. */
async function emptyFolder(folder: vscode.Uri): Promise<vscode.Uri> {
  await vscode.workspace.fs.createDirectory(folder);
  if ((await vscode.workspace.fs.readDirectory(folder)).length === 0) return folder;
  let target = vscode.Uri.joinPath(folder, folderName);
  for (let copy = 2; await exists(target); copy++) {
    target = vscode.Uri.joinPath(folder, `${folderName}-${copy}`);
  }
  await vscode.workspace.fs.createDirectory(target);
  return target;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
