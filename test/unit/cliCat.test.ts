import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Report } from '../../src/protocol/report.ts';
import { runCli } from './support/cliProcess.ts';
import { temporaryFolder } from './support/folders.ts';

/** The course's network on the course's images, its parameters as np.random.seed(1); randn * 0.01 draws them. */
function checkCats(t: TestContext, ...words: string[]): { status: number | null; report: Report } | null {
  const dataset = process.env.GRADIENT_CHECK_CAT_DATASET;
  if (!dataset) {
    t.skip('GRADIENT_CHECK_CAT_DATASET does not name the file train_catvnoncat.h5');
    return null;
  }
  const folder = temporaryFolder(t);
  const config = {
    seed: 1,
    dataset: { file: dataset, features: 'train_set_x', labels: 'train_set_y', examples: 1, order: 'F' },
    model: {
      layers: [
        { type: 'Dense', name: 'hidden1', units: 5, activation: 'tanh' },
        { type: 'Dense', name: 'hidden2', units: 5, activation: 'tanh' },
        { type: 'Dense', name: 'output', units: 1, activation: 'sigmoid' },
      ],
      loss: 'binary_crossentropy',
      initializer: { kernel: { name: 'random_normal', stddev: 0.01 }, bias: 'zeros' },
    },
    check: { method: 'central', epsilon: 1e-7, threshold: 1e-6 },
  };
  writeFileSync(join(folder, 'cat.gradcheck.json'), JSON.stringify(config, null, 2));
  const { status, stdout, stderr } = runCli(['cat.gradcheck.json', '--format', 'json', ...words], {
    cwd: folder,
  });
  assert.equal(stderr, '');
  return { status, report: JSON.parse(stdout) };
}

function near(found: number | null | undefined, expected: number, relative: number): void {
  assert.ok(Math.abs((found ?? Number.NaN) / expected - 1) <= relative, `${found} is not near ${expected}`);
}

test('cat images as they are saturate the first layer: nothing was tested there', (t) => {
  const checked = checkCats(t);
  if (checked === null) return;
  const { status, report } = checked;
  assert.deepEqual([status, report.verdict, report.examples], [3, 'vacuous', [89]]);
  near(report.loss, 0.6931721167951169, 1e-12);
  assert.ok((report.difference ?? 0) > 1e-9 && (report.difference ?? 1) < 1e-8);
  assert.deepEqual(report.parameters, { total: 61481, checked: 61481, nonzero: 36 });
  assert.deepEqual(
    report.layers.map(({ name, verdict }) => [name, verdict]),
    [
      ['hidden1', 'vacuous'],
      ['hidden2', 'pass'],
      ['output', 'pass'],
    ],
  );
  assert.deepEqual(
    report.layers[0]?.parameters.map((tensor) => tensor.analytical_norm),
    [0, 0],
  );
  assert.equal(report.classical?.pass, true);
});

test('cat images divided by 255 have the norms of the course, and ε = 1e-7 is too small a step', (t) => {
  const checked = checkCats(t, '--set', 'dataset.scale=255', '--set', 'check.threshold=1e-7');
  if (checked === null) return;
  const { status, report } = checked;
  near(report.difference, 1.54e-7, 0.4);
  const norms = report.layers.flatMap(({ parameters }) => parameters.map((tensor) => tensor.analytical_norm));
  const expected = [6.453862e-3, 1.816631e-4, 8.24887e-3, 1.0596e-2, 7.47909e-3, 0.500029];
  for (const [k, norm] of norms.entries()) near(norm, expected[k] as number, 5e-6);
  assert.equal(norms.length, 6);
  assert.deepEqual([status, report.verdict, report.classical?.pass], [3, 'inconclusive', false]);
});

test('cat images divided by 255 pass with ε = 1e-4', (t) => {
  const checked = checkCats(
    t,
    '--set=dataset.scale=255',
    '--set=check.epsilon=1e-4',
    '--set=check.threshold=1e-7',
  );
  if (checked === null) return;
  const { status, report } = checked;
  assert.deepEqual([status, report.verdict, report.classical?.pass], [0, 'pass', true]);
  assert.ok((report.difference ?? 1) < 4.5e-10 && (report.difference ?? 0) > 0.5e-10);
  assert.equal(report.parameters.nonzero, 61376);
});

test('cat images with right-hand differences are not decided', (t) => {
  const checked = checkCats(
    t,
    '--set=dataset.scale=255',
    '--set=check.method=forward',
    '--set=check.epsilon=1e-4',
    '--set=check.threshold=1e-7',
  );
  if (checked === null) return;
  const { status, report } = checked;
  near(report.difference, 1.25e-5, 0.1);
  assert.deepEqual([status, report.verdict, report.classical?.pass], [3, 'inconclusive', false]);
});
