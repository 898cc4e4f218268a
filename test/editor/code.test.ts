import { deepEqual, equal, match } from 'node:assert/strict';
import { eventually, settles } from './support/eventually.ts';
import { processesWith } from './support/processes.ts';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

const wrong = 'dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(Z1, 2))';
const mended = 'dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))';

inEditor(
  'a wrong line of the user’s own backward pass fails its layer, and mended and saved it passes',
  async ({ editor, workspace }) => {
    const layer = workspace.lineOf('nn.gradcheck.json', '"hidden1"');
    const backward = workspace.lineOf('nn.py', 'def backward_propagation');
    await editor.openFile('nn.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error 1 of 3 layers fails');
    await eventually(() => editor.underlinedLines(), [layer]);
    // The second row is what the first leads to.
    await settles(async () => (await editor.problems()).map((problem) => problem.line), [layer, backward]);
    const [problem, related] = await editor.problems();
    match(problem?.message ?? '', /^hidden1: .*\sgradient-check\sgradient\.mismatch$/s);
    match(related?.message ?? '', /nn\.py.*The backward pass, backward_propagation/s);

    const panel = editor.panel();
    match(await panel.locator('#verdict').innerText(), /^1 of 3 layers fails — hidden1 /);
    equal(await panel.locator('#subject').innerText(), 'The backward pass in nn.py was checked.');
    await editor.screenshot('the sample fails');
    await panel
      .getByRole('button', { name: `nn.py:${backward}` })
      .first()
      .click();
    await eventually(() => editor.cursorLine(), backward);

    await editor.openFile('nn.py', workspace.lineOf('nn.py', wrong));
    await editor.screenshot('the line that is wrong');
    await editor.replaceLine(mended);
    await editor.save();
    await editor.statusMatches(/^pass \d\.\de-\d+$/);
    await settles(() => editor.problems(), []);
    match(await panel.locator('#verdict').innerText(), /^Pass — .* tested$/);
    deepEqual(await editor.notifications(), []);
    await editor.screenshot('the sample passes');
  },
);

inEditor(
  'code that raises is underlined on its own line, which is found from the code and stays while it is edited',
  async ({ editor, workspace }) => {
    workspace.write('nn.py', workspace.read('nn.py').replace(wrong, 'dZ1 = np.dot(W2, dZ2)'));
    const line = workspace.lineOf('nn.py', 'np.dot(W2, dZ2)');
    await editor.openFile('nn.py', line);
    await editor.command('Gradient Check: Run');
    await eventually(() => editor.status(), 'error Could not check');
    await eventually(() => editor.underlinedLines(), [line]);
    match(await editor.panel().locator('#subject').innerText(), new RegExp(`^nn\\.py, line ${line}$`));
    const raised = async () =>
      (await editor.problems()).filter(({ message }) => /ValueError/.test(message)).map((row) => row.line);
    const code = workspace.lineOf('nn.gradcheck.json', '"python"');
    await settles(async () => (await raised()).sort((a, b) => a - b), [code, line]);

    await editor.openFile('nn.py', 1);
    await editor.page.keyboard.press('Control+Enter');
    await eventually(async () => (await raised()).sort((a, b) => a - b), [code, line + 1]);
    const stale = async () =>
      (await editor.problems()).filter(({ message }) => message.startsWith('Edited since this check: '));
    await eventually(async () => (await stale()).map((row) => row.line), [line + 1]);

    await editor.openFile('nn.py', line + 1);
    await editor.replaceLine(mended);
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^pass \d/);
    await settles(() => editor.problems(), []);
    equal(workspace.read('nn.py').includes(mended), true);
  },
);

inEditor(
  'code that hangs is cancelled with its process, and the next run works',
  async ({ editor, workspace, server }) => {
    const code = workspace.read('nn.py');
    workspace.write('nn.py', code.replace(wrong, `while True:\n        pass\n    ${wrong}`));
    const runners = () => processesWith(server.profile, 'runner.pyz').length;
    await editor.openFile('nn.gradcheck.json');
    await editor.command('Gradient Check: Run');
    await eventually(() => runners() > 0, true);
    await editor.statusMatches(/^loading /);
    await editor.command('Gradient Check: Cancel');
    await eventually(() => editor.status(), 'circle-slash Check cancelled');
    await eventually(runners, 0);

    workspace.write('nn.py', code.replace(wrong, mended));
    await editor.command('Gradient Check: Run');
    await editor.statusMatches(/^pass \d/);
    await eventually(runners, 0);
  },
);
