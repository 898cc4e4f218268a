import { deepEqual, equal, match } from 'node:assert/strict';
import { chartBands } from './support/chartBands.ts';
import { eventually, settles } from './support/eventually.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

inEditor('a config whose gradients pass says so in the status bar and the panel', async ({ editor }) => {
  await editor.openFile('iris.gradcheck.json');
  equal(await editor.status(), 'beaker Gradient Check');
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^pass reference \d\.\de-\d+$/);

  const panel = editor.panel();
  match(await panel.locator('#verdict').innerText(), /^Pass \(reference network\) — .* tested$/);
  match(await panel.locator('#subject').innerText(), /not your code\..* add "code"/);
  const bands = await chartBands(panel.locator('#results canvas'));
  deepEqual(
    bands.map(({ colour }) => colour),
    ['green', 'green', 'green'],
  );
  deepEqual(await editor.problems(), []);
  deepEqual(await editor.notifications(), []);
});

inEditor(
  'a wrong layer is underlined on its line, listed once, and stands out in the panel',
  async ({ editor, workspace }) => {
    const line = workspace.lineOf('wrong-layer.gradcheck.json', '"hidden2"');
    await editor.openFile('wrong-layer.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error 1 of 3 layers fails');
    await eventually(() => editor.underlinedLines(), [line]);
    await settles(async () => (await editor.problems()).map((problem) => problem.line), [line]);
    const [problem] = await editor.problems();
    match(problem?.message ?? '', /^hidden2.*\sgradient-check\sgradient\.mismatch$/s);
    deepEqual(await editor.notifications(), []);

    const panel = editor.panel();
    match(await panel.locator('#verdict').innerText(), /^1 of 3 layers fails — hidden2 /);
    match(await panel.locator('#subject').innerText(), /recorded in .*\.h5/);
    const rows = panel.locator('#layers tr[data-layer]');
    deepEqual(await rows.evaluateAll((all) => all.map(({ dataset }) => [dataset.layer, dataset.verdict])), [
      ['hidden1', 'pass'],
      ['hidden2', 'fail'],
      ['output', 'pass'],
    ]);
    const bands = await chartBands(panel.locator('#results canvas'));
    deepEqual(
      bands.map(({ colour }) => colour),
      ['green', 'red', 'green'],
    );
    equal(Math.max(...bands.map(({ lengthPx }) => lengthPx)), bands[1]?.lengthPx);
  },
);

inEditor(
  'a layer that is clicked in the panel takes the cursor to its line',
  async ({ editor, workspace }) => {
    await editor.openFile('iris.gradcheck.json', 1);
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^pass /);
    for (const layer of ['output', 'hidden1']) {
      await editor.panel().getByRole('button', { name: layer, exact: true }).click();
      await eventually(() => editor.cursorLine(), workspace.lineOf('iris.gradcheck.json', `"${layer}"`));
    }
  },
);

inEditor('a layer that tests nothing is a warning, not a pass', async ({ editor, workspace }) => {
  await editor.openFile('unscaled.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await eventually(() => editor.status(), 'warning hidden1 untested');
  const line = workspace.lineOf('unscaled.gradcheck.json', '"hidden1"');
  await settles(async () => (await editor.problems()).map((problem) => problem.line), [line]);
  match(await editor.panel().locator('#verdict').innerText(), /^hidden1 untested — /);
});

inEditor(
  'a config that cannot be read says why once, before and after Run',
  async ({ editor, workspace }) => {
    const text = workspace
      .read('iris.gradcheck.json')
      .replace('"Dense", "name": "hidden1"', '"Dens", "name": "hidden1"');
    workspace.write('broken.gradcheck.json', text);
    const line = workspace.lineOf('broken.gradcheck.json', '"Dens"');
    await editor.openFile('broken.gradcheck.json');
    const lines = async () => (await editor.problems()).map((problem) => problem.line);
    await settles(lines, [line]);
    match((await editor.problems())[0]?.message ?? '', /Dense/);

    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error Could not check');
    await settles(lines, [line]);
    match(await editor.panel().locator('#verdict').innerText(), /^Could not check — .*Dense/);
    deepEqual(await editor.notifications(), []);
  },
);

inEditor('an unfinished config has one message, from VS Code itself', async ({ editor, workspace }) => {
  workspace.write('gradcheck.json', '{\n  "model": {\n');
  await editor.openFile('gradcheck.json');
  await settles(async () => (await editor.problems()).length, 1);
});

inEditor('a dataset that is missing is told on its line with what to do', async ({ editor, workspace }) => {
  workspace.write(
    'iris.gradcheck.json',
    workspace.read('iris.gradcheck.json').replace('iris.h5', 'irises.h5'),
  );
  const line = workspace.lineOf('iris.gradcheck.json', 'irises.h5');
  await editor.openFile('iris.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await eventually(() => editor.status(), 'error Could not check');
  await settles(async () => (await editor.problems()).map((problem) => problem.line), [line]);
  match((await editor.problems())[0]?.message ?? '', /irises\.h5.*\sgradient-check\sdata\.missing$/s);
});

inEditor('without a config in front Run asks which one', async ({ editor }) => {
  await editor.command('Gradient Check: Run');
  const rows = editor.page.locator('.quick-input-widget .monaco-list-row');
  await eventually(
    async () => (await rows.allInnerTexts()).map((text) => text.trim()),
    ['iris.gradcheck.json', 'nn.gradcheck.json', 'unscaled.gradcheck.json', 'wrong-layer.gradcheck.json'],
  );
  await rows.filter({ hasText: 'unscaled' }).click();
  await eventually(() => editor.status(), 'warning hidden1 untested');
});

inEditor('the code of a problem leads to the page that explains it', async ({ editor }) => {
  await editor.openFile('unscaled.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await eventually(async () => (await editor.problems()).length, 1);
  await editor.page.locator('.markers-panel a.monaco-link').click({ modifiers: ['Control'] });
  await editor.page.locator('.tabs-container .tab', { hasText: 'gradient.vacuous.md' }).waitFor();
});

inEditor('the panel never comes forward over the config that is checked', async ({ editor, workspace }) => {
  await editor.openFile('iris.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^pass /);
  // A click makes the panel's group the active one, where the next file opens.
  await editor.panel().locator('#verdict').click();
  await editor.openFile('wrong-layer.gradcheck.json');
  await editor.command('Gradient Check: Run');
  const line = workspace.lineOf('wrong-layer.gradcheck.json', '"hidden2"');
  await settles(() => editor.underlinedLines(), [line]);
  match(await editor.panel().locator('#verdict').innerText(), /^1 of 3 layers fails/);
});
