import { deepEqual, match } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, settles } from './support/eventually.ts';
import { processesWith } from './support/processes.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests({
  settings: {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  },
});

inEditor(
  'in a folder that is not trusted no code runs: Run says so and offers to trust it, and then it runs',
  async ({ editor, workspace, server }) => {
    const trace = join(workspace.folder, 'ran');
    workspace.write('nn.py', `open(${JSON.stringify(trace)}, "w").close()\n${workspace.read('nn.py')}`);
    await editor.openFile('nn.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error Could not check');
    const code = workspace.lineOf('nn.gradcheck.json', '"python"');
    await settles(async () => (await editor.problems()).map((problem) => problem.line), [code]);
    match((await editor.problems())[0]?.message ?? '', /not trusted.*\scode\.untrusted$/s);
    deepEqual([existsSync(trace), processesWith(server.profile, 'runner.pyz')], [false, []]);

    const [notification] = await editor.notifications();
    match(notification ?? '', /^This workspace is not trusted/);
    await editor.page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await editor.page.locator('.workspace-trust-editor').waitFor();
    await editor.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await editor.openFile('nn.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error 1 of 3 layers fails');
    deepEqual(existsSync(trace), true);
  },
);

inEditor(
  'the reference network is checked without trust, and nothing by itself',
  async ({ editor, workspace }) => {
    await editor.openFile('iris.gradcheck.json', workspace.lineOf('iris.gradcheck.json', '"examples"'));
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^pass reference /);
    await editor.replaceLine('"dataset": { "file": "data/irises.h5" },');
    await editor.save();
    await eventually(() => workspace.read('iris.gradcheck.json').includes('irises'), true);
    await settles(async () => /^pass reference /.test(await editor.status()), true);
  },
);
