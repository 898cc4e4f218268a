import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBatch } from '../../src/data/dataset.ts';
import type { DatasetSection } from '../../src/data/datasetSection.ts';
import { open, sourceOf, writeHdf5 } from './support/dataFixtures.ts';

/** A stream that permutes as told. */
const permuting = (...order: number[]) => ({ permutation: (n: number) => order.slice(0, n) });
const inOrder = { permutation: (n: number) => Array.from({ length: n }, (_, k) => k) };
/** For explicit indices, where nothing may be drawn. */
const nothing = {
  permutation: (): number[] => assert.fail('a permutation was drawn'),
};

/** 0, 1, 2 … */
const counting = (length: number) => Float64Array.from({ length }, (_, k) => k);

const xy: Pick<DatasetSection, 'features' | 'labels' | 'order'> = { features: 'x', labels: 'y', order: 'C' };

test('the examples drawn are the first of the permutation, with their labels', async (t) => {
  const source = await sourceOf(t, {
    x: { data: counting(12), shape: [4, 3] },
    y: { data: new Int32Array([0, 1, 2, 1]) },
  });
  const batch = readBatch(source, { ...xy, examples: 2 }, permuting(3, 0, 2, 1));
  assert.deepEqual(batch, {
    features: { shape: [2, 3], data: Float64Array.of(9, 10, 11, 0, 1, 2) },
    labels: { shape: [2], data: Float64Array.of(1, 0), integers: true, classes: 3 },
    examples: [3, 0],
    total: 4,
    notes: [],
  });
});

test('listed examples keep their order and take nothing from the random stream', async (t) => {
  const source = await sourceOf(t, {
    x: { data: counting(12), shape: [4, 3] },
    y: { data: new Int32Array([5, 6, 7, 8]) },
  });
  const batch = readBatch(source, { ...xy, examples: [2, 0, 1] }, nothing);
  assert.deepEqual(batch.features.data, Float64Array.of(6, 7, 8, 0, 1, 2, 3, 4, 5));
  assert.deepEqual(batch.labels.data, Float64Array.of(7, 5, 6));
  assert.deepEqual(batch.examples, [2, 0, 1]);
});

test('a draw of one label takes the next example with another in place of its last', async (t) => {
  const y = new Int32Array([4, 4, 9, 4, 9, 4]);
  const source = await sourceOf(t, { x: { data: counting(6), shape: [6, 1] }, y: { data: y } });
  const draw = (examples: number, ...order: number[]) =>
    readBatch(source, { ...xy, examples }, permuting(...order));
  const replaced = draw(2, 0, 1, 3, 4, 2, 5);
  assert.deepEqual(replaced.examples, [0, 4]);
  assert.deepEqual(replaced.notes, [
    {
      code: 'dataset.replaced',
      message:
        'The examples drawn had one label only, so example 1 was replaced by 4, the next with another label. ' +
        'List the indices as "examples" to choose them yourself.',
      path: ['dataset', 'examples'],
    },
  ]);
  assert.deepEqual(draw(3, 0, 2, 1, 3, 4, 5).examples, [0, 2, 1], 'two labels already');
  assert.deepEqual(draw(1, 0, 1, 3, 4, 2, 5).examples, [0], 'one example has one label');
  assert.deepEqual(readBatch(source, { ...xy, examples: [0, 1] }, nothing).examples, [0, 1], 'listed');
});

test('labels that are all equal, or no whole numbers, are left as they were drawn', async (t) => {
  const source = await sourceOf(t, {
    x: { data: counting(4), shape: [4, 1] },
    same: { data: new Int32Array([1, 1, 1, 1]) },
    real: { data: new Float64Array([0.5, 0.5, 0.5, 2]) },
  });
  const draw = (labels: string) => readBatch(source, { ...xy, labels, examples: 2 }, inOrder);
  assert.deepEqual(draw('same').examples, [0, 1]);
  assert.deepEqual(draw('same').notes, []);
  assert.deepEqual(draw('real').examples, [0, 1]);
  assert.deepEqual(draw('real').labels, {
    shape: [2],
    data: Float64Array.of(0.5, 0.5),
    integers: false,
    classes: null,
  });
});

test('another label is found however far down the permutation, also among one-hot labels', async (t) => {
  const total = 600;
  const hot = new Uint8Array(total * 2).map((_, k) => (k % 2 === (k >= 2 * (total - 1) ? 1 : 0) ? 1 : 0));
  const source = await sourceOf(t, {
    x: { data: counting(total), shape: [total, 1] },
    y: { data: hot, shape: [total, 2] },
  });
  const batch = readBatch(source, { ...xy, examples: 2 }, inOrder);
  assert.deepEqual(batch.examples, [0, 599]);
  assert.deepEqual(batch.labels, {
    shape: [2, 2],
    data: Float64Array.of(1, 0, 0, 1),
    integers: true,
    classes: 2,
  });
});

/** Three examples; feature (i, j) of example e is 100 e + 10 i + j, its label e + 1. */
const examplesFirst = {
  data: Float64Array.of(0, 1, 10, 11, 100, 101, 110, 111, 200, 201, 210, 211),
  shape: [3, 2, 2],
};
const examplesLast = {
  data: Float64Array.of(0, 100, 200, 1, 101, 201, 10, 110, 210, 11, 111, 211),
  shape: [2, 2, 3],
};
const labelShapes: readonly number[][] = [[3], [1, 3], [3, 1]];

for (const [axis, x] of [
  ['first', examplesFirst],
  ['last', examplesLast],
] as const) {
  for (const shape of labelShapes) {
    test(`examples on the ${axis} axis, labels (${shape})`, async (t) => {
      const source = await sourceOf(t, { x, y: { data: new Float64Array([1, 2, 3]), shape } });
      const batch = readBatch(source, { ...xy, examples: [2, 0] }, nothing);
      assert.deepEqual(batch.features, {
        shape: [2, 2, 2],
        data: Float64Array.of(200, 201, 210, 211, 0, 1, 10, 11),
      });
      assert.deepEqual(batch.labels, { shape: [2], data: Float64Array.of(3, 1), integers: true, classes: 4 });
      assert.equal(batch.total, 3);
    });
  }
  for (const [shape, data] of [
    [
      [3, 4],
      [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    ],
    [
      [4, 3],
      [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
    ],
  ] as const) {
    test(`examples on the ${axis} axis, one-hot labels (${shape})`, async (t) => {
      const source = await sourceOf(t, { x, y: { data: new Uint8Array(data), shape: [...shape] } });
      const batch = readBatch(source, { ...xy, examples: [1, 2] }, nothing);
      assert.deepEqual(batch.features.data, Float64Array.of(100, 101, 110, 111, 200, 201, 210, 211));
      assert.deepEqual(batch.labels, {
        shape: [2, 4],
        data: Float64Array.of(0, 0, 1, 0, 0, 0, 0, 1),
        integers: true,
        classes: 4,
      });
    });
  }
}

test('one row of features and one row of labels are as many examples, not one', async (t) => {
  const source = await sourceOf(t, {
    x: { data: counting(5), shape: [1, 5] },
    y: { data: counting(5), shape: [1, 5] },
  });
  const batch = readBatch(source, { ...xy, examples: [4] }, nothing);
  assert.equal(batch.total, 5);
  assert.deepEqual(batch.features, { shape: [1, 1], data: Float64Array.of(4) });
});

test('one example with several labels is understood', async (t) => {
  const source = await sourceOf(t, {
    x: { data: counting(4), shape: [1, 4] },
    y: { data: new Float64Array([0.5, 1.5, 2]), shape: [1, 3] },
  });
  const batch = readBatch(source, { ...xy, examples: 1 }, inOrder);
  assert.equal(batch.total, 1);
  assert.deepEqual(batch.features.shape, [1, 4]);
  assert.deepEqual(batch.labels.shape, [1, 3]);
});

test('a vector of features is one feature an example', async (t) => {
  const source = await sourceOf(t, { x: { data: counting(3) }, y: { data: counting(3) } });
  assert.deepEqual(readBatch(source, { ...xy, examples: [1, 2] }, nothing).features, {
    shape: [2, 1],
    data: Float64Array.of(1, 2),
  });
});

test('where both ends fit labels in a row mean that the examples are columns', async (t) => {
  const source = await sourceOf(t, {
    x: { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] },
    y: { data: new Int32Array([0, 1]), shape: [1, 2] },
    yColumn: { data: new Int32Array([0, 1]), shape: [2, 1] },
  });
  const read = (labels: string) => readBatch(source, { ...xy, labels, examples: [0] }, nothing).features.data;
  assert.deepEqual(read('y'), Float64Array.of(1, 3));
  assert.deepEqual(read('yColumn'), Float64Array.of(1, 2));
});

test('where both ends fit the first is taken, said, and the config may decide', async (t) => {
  const source = await sourceOf(t, {
    x: { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] },
    y: { data: new Int32Array([0, 1]) },
  });
  const read = (examples_axis?: 'first' | 'last') =>
    readBatch(source, { ...xy, examples: [0], ...(examples_axis && { examples_axis }) }, nothing);
  assert.deepEqual(read().features.data, Float64Array.of(1, 2));
  assert.deepEqual(read().notes, [
    {
      severity: 'warning',
      code: 'dataset.axis',
      message:
        'x (2, 2) fits y (2,) by its first and by its last axis; the first was taken for the examples, 2 of them. ' +
        'Set "examples_axis" to "first" or "last" to say which.',
      path: ['dataset', 'features'],
    },
  ]);
  assert.deepEqual(read('first').features.data, Float64Array.of(1, 2));
  assert.deepEqual(read('last').features.data, Float64Array.of(1, 3));
  assert.deepEqual(read('last').notes, []);
});

test('labels of another number are refused with both shapes and with what would fit', async (t) => {
  const source = await sourceOf(t, {
    x: { data: new Float64Array(24), shape: [4, 6] },
    y: { data: new Float64Array(3) },
    other: { data: new Float64Array(4) },
  });
  assert.throws(() => readBatch(source, { ...xy, examples: 1 }, inOrder), {
    code: 'dataset.labels',
    path: ['dataset', 'labels'],
    message:
      'The labels y (3,) do not belong to the features x (4, 6): they are not as many. Of as many examples: other (4,).',
  });
  assert.throws(
    () => readBatch(source, { ...xy, labels: 'other', examples: 1, examples_axis: 'last' }, inOrder),
    {
      message:
        'The labels other (4,) do not belong to the features x (4, 6): they are not as many on its last axis (`examples_axis`). ' +
        'Nothing in data.h5 has as many examples as these features.',
    },
  );
});

test('more examples than there are, unknown and repeated ones are refused', async (t) => {
  const source = await sourceOf(t, {
    x: { data: new Float64Array(6), shape: [3, 2] },
    y: { data: counting(3) },
  });
  const problem = (examples: number | number[], message: string, ...path: (string | number)[]) =>
    assert.throws(() => readBatch(source, { ...xy, examples }, inOrder), {
      code: 'dataset.examples',
      message,
      path: ['dataset', 'examples', ...path],
    });
  problem(4, '4 examples are to be drawn, and x (3, 2) has 3. Set "examples" to 1 to 3.');
  problem(0, '0 examples are to be drawn, and x (3, 2) has 3. Set "examples" to 1 to 3.');
  problem([0, 3], 'There is no example 3: x (3, 2) has 3, numbered 0 to 2.', 1);
  problem([-1], 'There is no example -1: x (3, 2) has 3, numbered 0 to 2.', 0);
  problem([2, 1, 2], 'Example 2 is listed twice. Remove one of the two.', 2);
  problem([], 'No example is listed. List at least one.');
});

test('NaN and infinity are refused where they are chosen, with their place and their number', async (t) => {
  const x = counting(12);
  x[4] = Number.NaN;
  x[5] = Number.POSITIVE_INFINITY;
  const source = await sourceOf(t, {
    x: { data: x, shape: [3, 2, 2] },
    y: { data: new Float64Array([0, 1, 0]) },
    holed: { data: new Float64Array([0, 1, Number.NaN]) },
  });
  assert.throws(() => readBatch(source, { ...xy, examples: [2, 1] }, nothing), {
    code: 'dataset.nan',
    path: ['dataset', 'features'],
    message:
      'x holds NaN in example 1 at [0, 0], the first of 2 such numbers in the examples chosen. Mend the data, or choose other `examples`.',
  });
  assert.throws(() => readBatch(source, { ...xy, labels: 'holed', examples: [0, 2] }, nothing), {
    code: 'dataset.nan',
    path: ['dataset', 'labels'],
    message: 'holed holds NaN in example 2. Mend the data, or choose other `examples`.',
  });
  const clean = readBatch(source, { ...xy, labels: 'holed', examples: [0] }, nothing);
  assert.deepEqual(clean.labels, { shape: [1], data: Float64Array.of(0), integers: true, classes: 2 });
});

test('features are scaled by a number, by mean and deviation, or by their own', async (t) => {
  const source = await sourceOf(t, {
    x: { data: Float64Array.of(2, 4, 6, 8, 0, 0), shape: [3, 2] },
    same: { data: Float64Array.of(3, 3, 3), shape: [3, 1] },
    y: { data: counting(3) },
  });
  const scaled = (scale: NonNullable<DatasetSection['scale']>, features = 'x') =>
    readBatch(source, { ...xy, features, examples: [0, 1], scale }, nothing);
  assert.deepEqual(scaled(255).features.data, Float64Array.of(2 / 255, 4 / 255, 6 / 255, 8 / 255));
  assert.deepEqual(scaled({ mean: 1, std: 2 }).features.data, Float64Array.of(0.5, 1.5, 2.5, 3.5));
  assert.deepEqual(scaled({ mean: [0, 2], std: [2, 1] }).features.data, Float64Array.of(1, 2, 3, 6));
  const own = scaled('standardize');
  assert.deepEqual(
    own.features.data,
    Float64Array.of(-3, -1, 1, 3).map((value) => value / Math.sqrt(5)),
  );
  assert.deepEqual(own.notes, [
    {
      code: 'dataset.standardized',
      message:
        'The features were standardized by the mean 5 and the standard deviation 2.23606797749979 of the examples chosen.',
      path: ['dataset', 'scale'],
    },
  ]);
  assert.deepEqual(scaled('standardize', 'same').features.data, Float64Array.of(0, 0));
});

test('a scale that cannot be used is refused', async (t) => {
  const source = await sourceOf(t, { x: { data: counting(6), shape: [2, 3] }, y: { data: counting(2) } });
  const scaled = (scale: NonNullable<DatasetSection['scale']>) => () =>
    readBatch(source, { ...xy, examples: [0], scale }, nothing);
  assert.throws(scaled(0), {
    code: 'dataset.scale',
    path: ['dataset', 'scale'],
    message: 'The features cannot be divided by 0. Give a scale that is not 0.',
  });
  assert.throws(scaled({ mean: 0, std: [1, 0, 1] }), { code: 'dataset.scale' });
  assert.throws(scaled({ mean: [1, 2], std: 1 }), {
    code: 'dataset.scale',
    path: ['dataset', 'scale', 'mean'],
    message:
      '`mean` has 2 numbers, but one example of the features is (3,): give one number, or 3, one for each entry of the last axis.',
  });
});

test('problems of the file land on the config value that named it', async (t) => {
  const file = await writeHdf5(t, {
    x: { data: new Float64Array(4000), shape: [4, 1000] },
    y: { data: counting(4) },
    names: { data: ['a', 'b', 'c', 'd'] },
  });
  const source = await open(t, file, 20_000);
  const problem = (section: Partial<DatasetSection>, code: string, path: string) =>
    assert.throws(() => readBatch(source, { ...xy, examples: 1, ...section }, inOrder), {
      code,
      path: ['dataset', path],
    });
  problem({ features: 'nothing' }, 'data.name', 'features');
  problem({ labels: 'nothing' }, 'data.name', 'labels');
  problem({ labels: 3 }, 'data.name', 'labels');
  problem({ labels: 'names' }, 'data.type', 'labels');
  problem({ features: 'names' }, 'data.type', 'features');
  assert.throws(() => readBatch(source, { ...xy, examples: 4 }, inOrder), {
    code: 'data.memory',
    message:
      'Too large to hold: 4 examples of x would need 31.3 KB, and the limit is 19.5 KB. ' +
      'Use less of it, such as fewer `examples`, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
  });
  assert.equal(source.bytesRead, 4 * 8 * 2, 'the labels of two reads');
});
