import { match } from 'node:assert/strict';
import { eventually, settles } from './support/eventually.ts';
import { editorTests } from './support/suite.ts';
import type { Workspace } from './support/workspace.ts';

const inEditor = editorTests();

/** Gives the wrong-layer config a dataset, so that the reference network can be checked once `code` is gone. */
function addDataset(workspace: Workspace): void {
  const text = workspace.read('wrong-layer.gradcheck.json');
  const dataset =
    '"dataset": { "file": "data/iris.h5", "features": "features", "labels": "labels", "scale": 10 }';
  const withDataset = text.replace('"code"', `${dataset},\n  "code"`);
  workspace.write('wrong-layer.gradcheck.json', withDataset);
}

inEditor(
  'mending a config and saving it checks it again, and the problem goes',
  async ({ editor, workspace }) => {
    addDataset(workspace);
    await editor.openFile(
      'wrong-layer.gradcheck.json',
      workspace.lineOf('wrong-layer.gradcheck.json', '"code"'),
    );
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error 1 of 3 layers fails');
    await editor.deleteLine();
    await editor.save();
    await editor.statusMatches(/^pass reference /);
    await settles(() => editor.problems(), []);
    match(await editor.panel().locator('#verdict').innerText(), /^Pass \(reference network\)/);
  },
);

inEditor('saving a config that was never checked checks nothing', async ({ editor }) => {
  await editor.openFile('iris.gradcheck.json', 1);
  await editor.page.keyboard.press('End');
  await editor.page.keyboard.insertText(' ');
  await editor.save();
  await settles(() => editor.status(), 'beaker Gradient Check');
});

inEditor('a result stays on its layer while lines are added above it', async ({ editor, workspace }) => {
  const line = workspace.lineOf('wrong-layer.gradcheck.json', '"hidden2"');
  await editor.openFile('wrong-layer.gradcheck.json', 1);
  await editor.command('Gradient Check: Run');
  await eventually(() => editor.underlinedLines(), [line]);
  await editor.page.keyboard.press('Control+Enter');
  await eventually(() => editor.underlinedLines(), [line + 1]);
  await eventually(async () => (await editor.problems()).map((problem) => problem.line), [line + 1]);
});

inEditor(
  'a result is marked stale once its own layer is edited, and only then',
  async ({ editor, workspace }) => {
    const line = workspace.lineOf('wrong-layer.gradcheck.json', '"hidden2"');
    await editor.openFile('wrong-layer.gradcheck.json', line);
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.underlinedLines(), [line]);
    const stale = async () =>
      (await editor.problems()).map(({ message }) => message.startsWith('Edited since this check: '));
    await eventually(stale, [false]);
    await editor.openFile('wrong-layer.gradcheck.json', line);
    await editor.page.keyboard.press('End');
    for (let step = 0; step < 3; step++) await editor.page.keyboard.press('ArrowLeft');
    await editor.page.keyboard.insertText(' ');
    await eventually(stale, [true]);
    await eventually(() => editor.underlinedLines(), []);
  },
);

inEditor(
  'what is on the screen is what is checked: Run saves the config first',
  async ({ editor, workspace }) => {
    addDataset(workspace);
    await editor.openFile(
      'wrong-layer.gradcheck.json',
      workspace.lineOf('wrong-layer.gradcheck.json', '"code"'),
    );
    await editor.deleteLine();
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^pass reference /);
    await eventually(() => workspace.read('wrong-layer.gradcheck.json').includes('"code"'), false);
  },
);
