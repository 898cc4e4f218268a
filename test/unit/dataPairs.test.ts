import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseArrays } from '../../src/data/chooseArrays.ts';
import type { DatasetSection } from '../../src/data/datasetSection.ts';
import { type ArrayFixture, sourceOf } from './support/dataFixtures.ts';

const array = (...shape: number[]): ArrayFixture => ({
  data: new Float32Array(shape.reduce((size, extent) => size * extent, 1)),
  shape,
});

const open: DatasetSection = { examples: 1, order: 'C' };

const understood: readonly (readonly [string, Record<string, ArrayFixture>, string, string])[] = [
  ['one matrix and one vector', { a: array(6, 4), b: array(6) }, 'a', 'b'],
  [
    'the names of the cat images',
    { list_classes: array(2), train_set_x: array(9, 4), train_set_y: array(9) },
    'train_set_x',
    'train_set_y',
  ],
  ['X and y beside weights', { X: array(6, 4), weights: array(6), y: array(6) }, 'X', 'y'],
  [
    'images and labels in a group',
    { 'train/images': array(6, 2, 2), 'train/labels': array(6), mean: array(2, 2) },
    'train/images',
    'train/labels',
  ],
  ['labels wider than one number', { data: array(6, 4), target: array(6, 3) }, 'data', 'target'],
  ['examples on the last axis', { x: array(4, 6), y: array(1, 6) }, 'x', 'y'],
  ['a prefix shared', { xTrain: array(6, 4), yTrain: array(6), yOther: array(6) }, 'xTrain', 'yTrain'],
];

for (const [what, arrays, features, labels] of understood) {
  test(`${what}: ${features} with ${labels}`, async (t) => {
    const pair = chooseArrays(await sourceOf(t, arrays), open);
    assert.deepEqual([pair.features.path, pair.labels.path], [features, labels]);
  });
}

test('of a train and a test set neither is taken without a word', async (t) => {
  const source = await sourceOf(t, {
    x_train: array(6, 4),
    y_train: array(6),
    x_test: array(3, 4),
    y_test: array(3),
  });
  assert.throws(() => chooseArrays(source, open), {
    code: 'dataset.pair',
    path: ['dataset'],
    message:
      'data.h5 has more than one pair of features and labels: x_test with y_test, x_train with y_train. ' +
      'Say which, for example "features": "x_test", "labels": "y_test".',
  });
  const train = chooseArrays(source, { ...open, features: 'x_train' });
  assert.deepEqual([train.features.path, train.labels.path], ['x_train', 'y_train']);
  const byLabels = chooseArrays(source, { ...open, labels: 'y_test' });
  assert.deepEqual([byLabels.features.path, byLabels.labels.path], ['x_test', 'y_test']);
});

test('what has no pair lists what there is', async (t) => {
  const source = await sourceOf(t, {
    x: array(6, 4),
    y: array(5),
    names: { data: ['a', 'b', 'c', 'd', 'e', 'f'] },
  });
  assert.throws(() => chooseArrays(source, open), {
    code: 'dataset.pair',
    path: ['dataset'],
    message:
      'data.h5 has no two arrays that look like features and labels of as many examples. ' +
      'It has: names (6,), x (6, 4), y (5,). Name the two as "features" and "labels".',
  });
  assert.throws(() => chooseArrays(source, { ...open, features: 'x' }), {
    message:
      'data.h5 has no labels of as many examples as the features x (6, 4). ' +
      'It has: names (6,), x (6, 4), y (5,). Name the two as "features" and "labels".',
  });
  assert.throws(() => chooseArrays(source, { ...open, labels: 'y' }), {
    message:
      'data.h5 has no features of as many examples as the labels y (5,). ' +
      'It has: names (6,), x (6, 4), y (5,). Name the two as "features" and "labels".',
  });
});

test('a file of nothing is a problem of the file', async (t) => {
  const source = await sourceOf(t, {});
  assert.throws(() => chooseArrays(source, open), {
    code: 'dataset.pair',
    path: ['dataset', 'file'],
    message: 'data.h5 has no dataset in it. Name a file with features and labels.',
  });
});
