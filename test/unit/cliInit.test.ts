import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { readArguments } from '../../src/cli/arguments.ts';
import { runCli, startCli } from './support/cliProcess.ts';
import { courseNetwork, folderOf, layerFunctions, twoClasses } from './support/creationFixtures.ts';
import { python } from './support/pythonRunner.ts';

const env = { GRADIENT_CHECK_PYTHON: python };

test('"init" takes a folder, or the one that it is started in', () => {
  const folderIn = (words: string) => {
    const { command, folder, configs } = readArguments(words.split(' '));
    return [command, folder, configs];
  };
  assert.deepEqual(folderIn('init'), ['init', '.', []]);
  assert.deepEqual(folderIn('init course --quiet'), ['init', 'course', []]);
});

test('init writes a config that runs, and never over another', async (t) => {
  const nn = courseNetwork({ end: 'layers_dims = [4, 5, 1]' }).replace('(A - Y) / m', '(A - Y)');
  const folder = await folderOf(t, { 'nn.py': nn }, { 'train.h5': twoClasses });
  const first = runCli(['init'], { cwd: folder, env });
  assert.deepEqual([first.status, first.stderr], [0, '']);
  assert.deepEqual(first.stdout.split('\n'), [
    'Code: nn.py (network functions).',
    'Dataset: train.h5 (40 examples, features x (40, 4) with labels y).',
    'Network: 4 → 5 → 1 (layers_dims in nn.py), tanh and sigmoid, binary_crossentropy: so it has the',
    '  cost of nn.py.',
    'wrote nn.gradcheck.json: 2 of 2 layers fail',
    '',
  ]);
  assert.deepEqual(readdirSync(folder).sort(), ['nn.gradcheck.json', 'nn.py', 'train.h5']);
  const text = readFileSync(join(folder, 'nn.gradcheck.json'), 'utf8');
  assert.equal(runCli(['nn.gradcheck.json', '-q'], { cwd: folder, env }).status, 1);

  const second = runCli(['init', folder], { env });
  assert.equal(second.status, 0);
  assert.match(
    second.stdout,
    /\nnn\.gradcheck\.json exists already and stays as it is\.\nwrote .*nn-2\.gradcheck\.json: /,
  );
  assert.equal(readFileSync(join(folder, 'nn.gradcheck.json'), 'utf8'), text);
});

test('init finds the Python that --python names, and is quiet when asked', async (t) => {
  const folder = await folderOf(t, { 'layers.py': layerFunctions });
  const wrong = { GRADIENT_CHECK_PYTHON: join(folder, 'no-python') };
  const { status, stdout, stderr } = runCli(['init', '--python', python, '-q'], { cwd: folder, env: wrong });
  assert.deepEqual([status, stdout, stderr], [0, '', '']);
  assert.match(
    readFileSync(join(folder, 'layers.gradcheck.json'), 'utf8'),
    /"code": \{ "python": "layers\.py" \} \/\/ whose backward pass is checked: affine, relu\n/,
  );
});

test('init without anything to check says what it looked for', async (t) => {
  const folder = await folderOf(t, {});
  const { status, stdout, stderr } = runCli(['init'], { cwd: folder, env });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^gradient-check: There is nothing to write a config for in /);
  assert.deepEqual(readdirSync(folder), []);
  const absent = runCli(['init', 'absent'], { cwd: folder, env });
  assert.equal(absent.status, 2);
  assert.match(absent.stderr, /^gradient-check: There is no folder absent\. /);
});

test('init that is interrupted ends the code that hangs, and writes nothing', async (t) => {
  const endless =
    'x, w = cache\n    while True:\n        with open("alive", "a") as file:\n            file.write(".")';
  const folder = await folderOf(t, { 'nn.py': layerFunctions.replace('x, w = cache', endless) });
  const child = startCli(['init', '--python', python], folder);
  const exited = once(child, 'exit');
  const alive = join(folder, 'alive');
  while (!existsSync(alive) && child.exitCode === null) await setTimeout(20);
  child.kill('SIGINT');
  assert.deepEqual(await exited, [130, null]);
  const { size } = statSync(alive);
  await setTimeout(100);
  assert.equal(statSync(alive).size, size);
  assert.deepEqual(readdirSync(folder).sort(), ['alive', 'nn.py']);
});

test('init on a course network and the cat images', async (t) => {
  const dataset = process.env.GRADIENT_CHECK_CAT_DATASET;
  if (!dataset) return t.skip('set GRADIENT_CHECK_CAT_DATASET to train_catvnoncat.h5');
  const nn = courseNetwork({ end: 'layers_dims = [12288, 5, 5, 1]' });
  const folder = await folderOf(t, { 'nn.py': nn });
  symlinkSync(dataset, join(folder, basename(dataset)));
  const { status, stdout } = runCli(['init'], { cwd: folder, env });
  assert.equal(status, 0);
  assert.match(
    stdout,
    /\nwrote nn\.gradcheck\.json: (pass|its check takes longer and was left for later)\n$/,
  );
  const text = readFileSync(join(folder, 'nn.gradcheck.json'), 'utf8');
  assert.match(text, /"features": "train_set_x", \/\/ 209 examples of shape \(64, 64, 3\)\n/);
  assert.match(text, /"scale": 255 \/\/ features are divided by 255: they are pixels from 0 to 255\n/);
  assert.deepEqual(
    [...text.matchAll(/"units": (\d+), "activation": "(\w+)"/g)].map(([, units, name]) => [units, name]),
    [
      ['5', 'tanh'],
      ['5', 'tanh'],
      ['1', 'sigmoid'],
    ],
  );
  assert.match(text, /"loss": "binary_crossentropy" \/\/ with it this network has the cost of nn\.py\n/);
});
