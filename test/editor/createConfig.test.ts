import { deepEqual, equal, match } from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

inEditor('a config is made of code and data, asking where several fit', async ({ editor, workspace }) => {
  const config = join(workspace.folder, 'nn.gradcheck.json');
  rmSync(config);
  const quickPick = editor.page.locator('.quick-input-widget');
  const answer = async (question: RegExp, option: string) => {
    await eventually(
      async () => question.test((await quickPick.locator('input').getAttribute('placeholder')) ?? ''),
      true,
    );
    await quickPick.locator('.monaco-list-row', { hasText: option }).first().click();
  };
  await editor.command('Gradient Check: Create Config');
  await answer(/^Which dataset do the examples come from\?/, 'data/iris.h5');
  await editor.page.locator('.tabs-container .tab.active', { hasText: 'nn.gradcheck.json' }).waitFor();
  const text = workspace.read('nn.gradcheck.json');
  match(text, /"file": "data\/iris\.h5"/);
  match(text, /"code": \{ "python": "nn\.py" \}/);
  // Nothing runs by itself.
  equal(await editor.status(), 'beaker Gradient Check');
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^error 1 of 3 layers fails$/);
  deepEqual(await editor.notifications(), []);
  await editor.screenshot('created config');

  await editor.command('Gradient Check: Create Config');
  await answer(/^Which dataset do the examples come from\?/, 'data/iris.h5');
  await answer(/^nn\.gradcheck\.json exists already\./, 'Open nn.gradcheck.json');
  await editor.page.locator('.tabs-container .tab.active', { hasText: 'nn.gradcheck.json' }).waitFor();
  equal(workspace.read('nn.gradcheck.json'), text);
  equal(existsSync(join(workspace.folder, 'nn-2.gradcheck.json')), false);
});
