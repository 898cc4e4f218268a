import { deepEqual, equal, match } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually, settles } from './support/eventually.ts';
import { processesWith, processorTicks } from './support/processes.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

/** The first layer is measured at once; the others take minutes. */
const slow = `{
  "dataset": { "file": "data/iris.h5", "features": "features", "labels": "labels" },
  "model": { "layers_dims": [
    4, 4,
    600, 600, 600,
    3
  ] }
}
`;

inEditor(
  'a long check shows how far it is, and ends when it is cancelled',
  async ({ editor, workspace, server }, test) => {
    workspace.write('slow.gradcheck.json', slow);
    await editor.openFile('slow.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^loading Checking \d+%$/);
    const panel = editor.panel();
    await panel.locator('tr[data-layer="hidden1"][data-verdict="pass"]').waitFor();
    await panel.locator('#verdict', { hasText: /^Checking… \d+ % — hidden2$/ }).waitFor();
    deepEqual(
      await panel
        .locator('tr[data-verdict="pending"]')
        .evaluateAll((rows) => rows.map((row) => row.dataset.layer)),
      ['hidden2', 'hidden3', 'hidden4', 'output'],
    );

    await editor.command('Gradient Check: Cancel');
    await eventually(() => editor.status(), 'circle-slash Check cancelled');
    match(await panel.locator('#verdict').innerText(), /^Cancelled — /);
    await settles(() => editor.problems(), []);
    deepEqual(await editor.notifications(), []);

    if (process.platform !== 'linux')
      return test.diagnostic('processor time is read from /proc, which only Linux has');
    const [languageServer = 0] = processesWith(`${server.profile}/extensions/gradient-check`);
    const before = processorTicks(languageServer);
    await pause(1000);
    equal(processorTicks(languageServer) - before < 20, true, 'the worker still computes');
  },
);

inEditor('the panel cancels too, and runs again', async ({ editor, workspace }) => {
  workspace.write('slow.gradcheck.json', slow);
  await editor.openFile('slow.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await editor
    .panel()
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await eventually(() => editor.status(), 'circle-slash Check cancelled');
  await editor
    .panel()
    .getByRole('button', { name: /^Run again/ })
    .click();
  await editor.statusMatches(/^loading Checking \d+%$/);
});

inEditor('a second run of a config replaces the first', async ({ editor, workspace }) => {
  workspace.write('slow.gradcheck.json', slow);
  await editor.openFile('slow.gradcheck.json', workspace.lineOf('slow.gradcheck.json', '600'));
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^loading Checking \d+%$/);
  await editor.deleteLine();
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^pass reference /);
  match(await editor.panel().locator('#verdict').innerText(), /^Pass/);
  await pause(2000);
  await editor.statusMatches(/^pass reference /);
});
