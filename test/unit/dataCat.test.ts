import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomState } from '../../src/core/random.ts';
import { readBatch } from '../../src/data/dataset.ts';
import { flattenExamples } from '../../src/data/flattenExamples.ts';
import { open } from './support/dataFixtures.ts';

const file = process.env.GRADIENT_CHECK_CAT_DATASET;

test('image 89 of the cat images is the column that NumPy makes of it', async (t) => {
  if (!file) return t.skip('set GRADIENT_CHECK_CAT_DATASET to train_catvnoncat.h5');
  const source = await open(t, file);
  const { features, labels, total } = readBatch(source, { examples: [89], order: 'F' }, new RandomState(1));
  assert.equal(total, 209);
  assert.deepEqual(features.shape, [1, 64, 64, 3]);
  // h5py: f['train_set_x'][89].ravel()[:8] and .sum(), and f['train_set_y'][89]
  assert.deepEqual(features.data.slice(0, 8), Float64Array.of(45, 41, 35, 53, 48, 37, 49, 45));
  assert.equal(
    features.data.reduce((sum, value) => sum + value, 0),
    703254,
  );
  assert.deepEqual(labels, { shape: [1], data: Float64Array.of(0), integers: true, classes: 2 });
  // x.T.reshape(-1, 209)[:8, 89]
  const column = flattenExamples(features, 'F');
  assert.deepEqual(column.shape, [1, 12288]);
  assert.deepEqual(column.data.slice(0, 8), Float64Array.of(45, 65, 90, 98, 90, 104, 106, 97));
  assert.equal(source.bytesRead, 12288 + 209 * 8);
});
