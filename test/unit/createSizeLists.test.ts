import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeLists } from '../../src/create/sizeLists.ts';

const sizesIn = (text: string) => sizeLists(text).map(({ name, sizes }) => [name, ...sizes]);

test('a list of sizes is found as each language writes it', () => {
  const texts: readonly (readonly [string, readonly unknown[]])[] = [
    ['layers_dims = [12288, 20, 7, 5, 1] #  4-layer model', ['layers_dims', 12288, 20, 7, 5, 1]],
    ['    layer_dims=(2, 3, 1)', ['layer_dims', 2, 3, 1]],
    ['self.sizes: List[int] = [\n  784, 30, 10,\n]', ['sizes', 784, 30, 10]],
    ['const topology = [2, 4, 1];', ['topology', 2, 4, 1]],
    ['{ "layers": [4, 5, 3] }', ['layers', 4, 5, 3]],
    ['sizes:\n  - 4\n  - 5\n  - 3\nother: 1', ['sizes', 4, 5, 3]],
    ['net = Network([784, 30, 10])', ['Network', 784, 30, 10]],
    ['   "layers_dims = [12288, 7, 1]\\n",', ['layers_dims', 12288, 7, 1]],
  ];
  for (const [text, expected] of texts) assert.deepEqual(sizesIn(text), [expected], text);
});

test('names in it stand for the numbers that they are given, other expressions for any', () => {
  const course = 'n_x = 12288     # num_px * num_px * 3\nn_h = 7\nn_y = 1\nlayers_dims = (n_x, n_h, n_y)';
  assert.deepEqual(sizesIn(course), [['layers_dims', 12288, 7, 1]]);
  assert.deepEqual(sizesIn('sizes = [X.shape[0], 20, len(set(y))]'), [['sizes', null, 20, null]]);
  assert.deepEqual(sizesIn('n = 3 * 4\nsizes = [n, 20, 1]'), [['sizes', null, 20, 1]]);
});

test('what is no list of sizes is none', () => {
  for (const text of [
    'sizes = [3]',
    'sizes = []',
    'layers = [Dense(4, 5), Tanh(), Dense(5, 1)]',
    'layers_dims = [a, b]',
    'my_sizes_are = [1, 2]',
    'sizes == [1, 2]',
    'steps = [1, 2, 3]',
  ]) {
    assert.deepEqual(sizesIn(text), [], text);
  }
});
