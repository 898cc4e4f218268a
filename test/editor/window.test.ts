import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartBands } from './support/chartBands.ts';
import { Editor } from './support/editor.ts';
import { eventually } from './support/eventually.ts';
import { processesWith } from './support/processes.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

inEditor('the panel comes back with its results when the window is reloaded', async ({ editor }) => {
  await editor.openFile('wrong-layer.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await eventually(() => editor.status(), 'error 1 of 3 layers fails');
  const verdict = await editor.panel().locator('#verdict').innerText();
  await editor.reload();
  equal(await editor.panel().locator('#verdict').innerText(), verdict);
  const bands = await chartBands(editor.panel().locator('#results canvas'));
  deepEqual(
    bands.map(({ colour }) => colour),
    ['green', 'red', 'green'],
  );
});

inEditor(
  'the sample is copied to a folder that is chosen, and opened there',
  async ({ editor, workspace }) => {
    const target = mkdtempSync(join(tmpdir(), 'gradient-check-target-'));
    try {
      await editor.command('Gradient Check: Open Sample');
      const input = editor.page.locator('.quick-input-widget input');
      // The dialog opens with the folder of the workspace, and takes no other before.
      await eventually(async () => (await input.inputValue()).startsWith(workspace.folder), true);
      await input.fill(`${target}/`);
      const opened = editor.page.context().waitForEvent('page');
      await editor.page
        .locator('.quick-input-widget')
        .getByRole('button', { name: 'Copy Sample Here' })
        .click();
      const page = await opened;
      match(decodeURIComponent(page.url()), new RegExp(`folder=${target}`));
      const copy = await Editor.of(page, target);
      await page.locator('.tabs-container .tab.active', { hasText: 'nn.gradcheck.json' }).waitFor();
      await copy.command('Gradient Check: Run');
      await copy.statusMatches(/^error 1 of 3 layers fails$/);
      deepEqual(readdirSync(target).sort(), readdirSync(workspace.folder).sort());
    } finally {
      rmSync(target, { recursive: true });
    }
  },
);

inEditor('a folder without a config is offered the sample', async ({ editor, workspace }) => {
  for (const name of readdirSync(workspace.folder))
    if (name.endsWith('.json')) rmSync(join(workspace.folder, name));
  await editor.command('Gradient Check: Run');
  await eventually(
    async () => (await editor.notifications()).map((text) => /^There is no gradient check config/.test(text)),
    [true],
  );
  await editor.page.locator('.notification-toast').getByRole('button', { name: 'Open Sample' }).waitFor();
});

inEditor('no process is left when the window closes', async ({ editor, server }) => {
  await editor.openFile('iris.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^pass /);
  const ours = () => processesWith(`${server.profile}/extensions/gradient-check`).length;
  // That of the window before may take a moment to end.
  await eventually(ours, 1);
  await editor.page.close();
  await eventually(ours, 0);
});
