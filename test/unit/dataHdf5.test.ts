import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, sourceOf, writeHdf5 } from './support/dataFixtures.ts';

test('numbers of every width come as float64', async (t) => {
  const source = await sourceOf(t, {
    int8: { data: new Int8Array([-128, 127]) },
    uint8: { data: new Uint8Array([0, 255]) },
    int16: { data: new Int16Array([-32768, 32767]) },
    uint16: { data: new Uint16Array([0, 65535]) },
    int32: { data: new Int32Array([-2147483648, 2147483647]) },
    uint32: { data: new Uint32Array([0, 4294967295]) },
    int64: { data: new BigInt64Array([-9007199254740992n, 9007199254740992n]) },
    uint64: { data: new BigUint64Array([0n, 9007199254740991n]) },
    float32: { data: new Float32Array([0.1, -3e38]) },
    float64: { data: new Float64Array([0.1, 5e-324]) },
  });
  const read = (path: string) => Array.from(source.read(path).data);
  assert.deepEqual(read('int8'), [-128, 127]);
  assert.deepEqual(read('uint8'), [0, 255]);
  assert.deepEqual(read('int16'), [-32768, 32767]);
  assert.deepEqual(read('uint16'), [0, 65535]);
  assert.deepEqual(read('int32'), [-2147483648, 2147483647]);
  assert.deepEqual(read('uint32'), [0, 4294967295]);
  assert.deepEqual(read('int64'), [-(2 ** 53), 2 ** 53]);
  assert.deepEqual(read('uint64'), [0, 2 ** 53 - 1]);
  assert.deepEqual(read('float32'), [Math.fround(0.1), Math.fround(-3e38)]);
  assert.deepEqual(read('float64'), [0.1, 5e-324]);
  const types = source.datasets().map(({ path, type, kind, itemBytes }) => ({ path, type, kind, itemBytes }));
  assert.deepEqual(
    types.map(({ path }) => path),
    types.map(({ type }) => type),
  );
  assert.deepEqual(source.info('uint16'), {
    path: 'uint16',
    shape: [2],
    type: 'uint16',
    kind: 'integer',
    itemBytes: 2,
    chunks: null,
  });
});

test('integers that a float64 cannot hold are refused', async (t) => {
  const source = await sourceOf(t, {
    signed: { data: new BigInt64Array([1n, -9007199254740993n]) },
    unsigned: { data: new BigUint64Array([9007199254740993n]) },
  });
  assert.throws(() => source.read('signed'), {
    code: 'data.type',
    message:
      'signed holds -9007199254740993, which is beyond 2^53 and would lose digits as a float64. Save smaller integers, or floats.',
  });
  assert.throws(() => source.read('unsigned'), { code: 'data.type' });
});

test('a range reads its part of the array and nothing else', async (t) => {
  const source = await sourceOf(t, {
    x: { data: Float64Array.from({ length: 24 }, (_, k) => k), shape: [2, 3, 4] },
  });
  assert.equal(source.bytesRead, 0);
  const part = source.read('x', [
    [1, 2],
    [0, 2],
    [2, 4],
  ]);
  assert.deepEqual(part, { shape: [1, 2, 2], data: Float64Array.of(14, 15, 18, 19) });
  assert.equal(source.bytesRead, 32);
  const none = source.read('x', [
    [1, 1],
    [0, 3],
    [0, 4],
  ]);
  assert.deepEqual(none, { shape: [0, 3, 4], data: new Float64Array(0) });
  assert.equal(source.bytesRead, 32);
});

test('ranges that the library would bend or misread are refused', async (t) => {
  const source = await sourceOf(t, { x: { data: new Float64Array(6), shape: [2, 3] } });
  const refused = { code: 'data.range' };
  const columns: [number, number] = [0, 3];
  for (const rows of [
    [0, 3],
    [-1, 1],
    [2, 1],
    [0.5, 1],
    [0, Number.NaN],
  ] as [number, number][]) {
    assert.throws(() => source.read('x', [rows, columns]), refused, `rows ${rows}`);
  }
  assert.throws(() => source.read('x', [[0, 1]]), refused);
  assert.throws(() => source.read('x', [[0, 1], columns, columns]), refused);
  assert.throws(() => source.read('x', [[0, 3], columns]), {
    message: '[0:3, 0:3] is outside x, which is (2, 3).',
  });
  assert.equal(source.bytesRead, 0);
});

test('arrays are found by any spelling of their path', async (t) => {
  const source = await sourceOf(t, { 'train/set/x': { data: new Float64Array([7]) } });
  for (const path of ['train/set/x', '/train/set/x', '//train//set/x/', './train/set/x']) {
    assert.equal(source.info(path).path, 'train/set/x', path);
    assert.deepEqual(source.read(path).data, Float64Array.of(7));
  }
});

test('a name that is not there lists those that are, and asks about the nearest', async (t) => {
  const source = await sourceOf(t, {
    train_set_x: { data: new Float64Array(6), shape: [2, 3] },
    train_set_y: { data: new Float64Array(2) },
    'weights/kernel': { data: new Float64Array(1) },
  });
  const messageOf = (path: string) => {
    try {
      source.info(path);
    } catch (error) {
      assert.equal((error as { code: string }).code, 'data.name');
      return (error as Error).message;
    }
    return assert.fail(`${path} was found`);
  };
  const all = 'It has: train_set_x (2, 3), train_set_y (2,), weights/kernel (1,).';
  assert.equal(
    messageOf('Train_sex_x'),
    `data.h5 has no dataset "Train_sex_x". Did you mean train_set_x? ${all}`,
  );
  assert.equal(messageOf('images'), `data.h5 has no dataset "images". ${all}`);
  assert.equal(messageOf(''), `data.h5 has no dataset "". ${all}`);
  assert.equal(
    messageOf('train_set_x/rows'),
    `data.h5 has no dataset "train_set_x/rows". Did you mean train_set_x? ${all}`,
  );
  assert.equal(
    messageOf('weights'),
    'weights in data.h5 is a group. Name a dataset in it: weights/kernel (1,).',
  );
});

test('a file without datasets says so', async (t) => {
  const source = await sourceOf(t, {});
  assert.deepEqual(source.datasets(), []);
  assert.throws(() => source.info('x'), { message: 'data.h5 has no dataset in it. Name a file that has.' });
});

test('text is listed but not read', async (t) => {
  const source = await sourceOf(t, { names: { data: ['cat', 'dog'] } });
  assert.equal(source.info('names').kind, 'other');
  assert.throws(() => source.read('names'), {
    code: 'data.type',
    message:
      'names in data.h5 is of type string, which is not read here. ' +
      'Save numbers, for labels the index of each class: np.unique(y, return_inverse=True)[1].',
  });
});

test('what is too large to hold is refused before it is read', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array(5000), shape: [50, 100] } });
  const source = await open(t, file, 100_000);
  assert.throws(() => source.read('x'), {
    code: 'data.memory',
    message:
      'Too large to hold: x (50, 100) would need 117 KB, and the limit is 97.7 KB. ' +
      'Use less of it, such as fewer `examples`, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
  });
  assert.equal(source.bytesRead, 0);
  const part = source.read('x', [
    [0, 40],
    [0, 100],
  ]);
  assert.deepEqual(part.shape, [40, 100]);
});

test('a file can be closed twice', async (t) => {
  const source = await sourceOf(t, { x: { data: new Float64Array(1) } });
  source.close();
  source.close();
});
