import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { withH5py, writeHdf5 } from './support/dataFixtures.ts';
import { marked, onlyError, reportOf } from './support/runFixtures.ts';

const x = [0.5, -1, 0.25, 2, 1, 0.75, -0.5, 1.5, -2, 0.125, 1.25, -0.75];

/** Six examples of two features, four images of 2×2×3, and labels of several kinds. */
const arrays = {
  x: { data: Float64Array.from(x), shape: [6, 2] },
  y: { data: Int32Array.of(0, 1, 1, 0, 1, 0) },
  three: { data: Int32Array.of(0, 1, 2, 0, 1, 2) },
  onehot: { data: Int32Array.of(1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0), shape: [6, 2] },
  four: { data: Int32Array.of(0, 1, 1, 0) },
  real: { data: Float64Array.of(0.5, -1.5, 2, 0, 1, 0) },
  nan: { data: Float64Array.of(1, 2, 3, 4, 5, Number.NaN, 7, 8, 9, 10, Infinity, 12), shape: [6, 2] },
  images: { data: Float64Array.from({ length: 72 }, (_, k) => (k % 7) / 7), shape: [6, 2, 2, 3] },
};

const listed =
  'four (4,), images (6, 2, 2, 3), nan (6, 2), onehot (6, 2), real (6,), three (6,), x (6, 2), y (6,)';

const model = '{ "layers_dims": [2, 3, 1] }';
const data = (labels: string, more = '') =>
  `{ "file": "data.h5", "features": "x", "labels": "${labels}"${more} }`;
const config = (dataset: string, network = model) => `{
  "dataset": ${dataset},
  "model": ${network}
}`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  /** line:column, and the text that is underlined. */
  readonly at: readonly [string, string];
  readonly message: string;
}

const cases: readonly Case[] = [
  {
    name: 'features that are not in the file',
    text: config('{ "file": "data.h5", "features": "images_x", "labels": "y" }'),
    code: 'data.name',
    at: ['2:47', '"images_x"'],
    message: `data.h5 has no dataset "images_x". Did you mean images? It has: ${listed}.`,
  },
  {
    name: 'labels of another length',
    text: config(data('four')),
    code: 'dataset.labels',
    at: ['2:62', '"four"'],
    message:
      'The labels four (4,) do not belong to the features x (6, 2): they are not as many. Of as many examples: images (6, 2, 2, 3), nan (6, 2), onehot (6, 2), real (6,), three (6,), y (6,).',
  },
  {
    name: 'NaN in the features',
    text: config('{ "file": "data.h5", "features": "nan", "labels": "y", "examples": 6 }'),
    code: 'dataset.nan',
    at: ['2:47', '"nan"'],
    message:
      'nan holds Infinity in example 5 at [0], the first of 2 such numbers in the examples chosen. Mend the data, or choose other `examples`.',
  },
  {
    name: 'more examples than there are',
    text: config(data('y', ', "examples": 7')),
    code: 'dataset.examples',
    at: ['2:79', '7'],
    message: '7 examples are to be drawn, and x (6, 2) has 6. Set "examples" to 1 to 6.',
  },
  {
    name: 'an example that is not there',
    text: config(data('y', ', "examples": [0, 6]')),
    code: 'dataset.examples',
    at: ['2:83', '6'],
    message: 'There is no example 6: x (6, 2) has 6, numbered 0 to 5.',
  },
  {
    name: 'a list of sizes that begins with another number than the features have',
    text: config(data('y'), '{ "layers_dims": [3, 3, 1] }'),
    code: 'config.shape',
    at: ['3:30', '3'],
    message:
      'The network expects 3 inputs, but one example of the data has shape (2,). Write 2 here, or put it in front if 3 is a hidden layer; or choose other features.',
  },
  {
    name: 'images for a list of sizes',
    text: config('{ "file": "data.h5", "features": "images", "labels": "y" }', '[64, 3, 1]'),
    code: 'config.shape',
    at: ['3:13', '64'],
    message:
      'The network expects 64 inputs, but one example of the data has shape (2, 2, 3), that is 12 numbers. Write 12 here, or put it in front if 64 is a hidden layer; or choose other features.',
  },
  {
    name: 'another input_shape than the features have',
    text: config(
      data('y'),
      '{ "input_shape": [2, 4], "layers": [{ "type": "Dense", "units": 1, "activation": "sigmoid" }] }',
    ),
    code: 'config.shape',
    at: ['3:29', '[2, 4]'],
    message:
      'The network expects inputs of shape (2, 4), but one example of the data has shape (2,). Write [2] here, or choose other features.',
  },
  {
    name: 'a last layer that is narrower than one-hot labels',
    text: config(data('onehot'), '{ "layers": [{ "type": "Dense", "units": 3, "activation": "sigmoid" }] }'),
    code: 'config.outputShape',
    at: ['3:25', '{ "type": "Dense", "units": 3, "activation": "sigmoid" }'],
    message:
      'The last layer gives (3,) for one example, but a label has (2,), and binary_crossentropy compares them number by number. Give the last layer 2 units, or choose another loss.',
  },
  {
    name: 'more classes than units',
    text: config(data('three', ', "examples": 6'), '{ "layers_dims": [2, 3, 2] }'),
    code: 'dataset.labels',
    at: ['2:62', '"three"'],
    message:
      'A label is 2, which sparse_categorical_crossentropy cannot use. The output has 2 units, so labels must be whole numbers from 0 to 1. If they are numbered from 1, subtract 1; otherwise give the last layer 3 units.',
  },
  {
    name: 'several classes for a single sigmoid',
    text: config(data('three', ', "examples": 6')),
    code: 'dataset.labels',
    at: ['2:62', '"three"'],
    message:
      'A label is 2, but binary_crossentropy needs 0 or 1. If the labels are 1 and 2, write them as 0 and 1. With several classes use a softmax layer with one unit for each class and "sparse_categorical_crossentropy".',
  },
  {
    name: 'real numbers as labels of a classifier',
    text: config(data('real', ', "examples": 6')),
    code: 'dataset.labels',
    at: ['2:62', '"real"'],
    message:
      'A label is -1.5, but binary_crossentropy needs 0 or 1. With real-valued targets use "mean_squared_error".',
  },
  {
    name: 'a file that is not there, with one like it',
    text: config('{ "file": "dat.h5", "features": "x", "labels": "y" }'),
    code: 'data.missing',
    at: ['2:24', '"dat.h5"'],
    message: 'There is no file dat.h5 in FOLDER. Did you mean data.h5?',
  },
  {
    name: 'a folder that is not there',
    text: config('{ "file": "train/x.h5", "features": "x", "labels": "y" }'),
    code: 'data.missing',
    at: ['2:24', '"train/x.h5"'],
    message:
      'There is no file FOLDER/train/x.h5: its folder does not exist. Paths start from the folder of the config.',
  },
  {
    name: 'a folder in place of the file',
    text: config('{ "file": ".", "features": "x", "labels": "y" }'),
    code: 'data.directory',
    at: ['2:24', '"."'],
    message: 'FOLDER is a folder. Name the HDF5 file in it.',
  },
  {
    name: 'no dataset at all',
    text: '{ "model": { "layers_dims": [2, 3, 1] } }',
    code: 'config.missing',
    at: ['1:1', '{ "model": { "layers_dims": [2, 3, 1] } }'],
    message: 'The config names no dataset. Add one, such as "dataset": { "file": "data/train.h5" }.',
  },
  {
    name: 'a model without parameters',
    text: config(data('y'), '{ "layers": [{ "type": "Flatten" }] }'),
    code: 'config.noParameters',
    at: ['3:12', '{ "layers": [{ "type": "Flatten" }] }'],
    message: 'No layer of this model has parameters, so there is no gradient to check. Add a Dense layer.',
  },
  {
    name: 'half a config',
    text: '{\n  "dataset": { "file": "data.h5",\n',
    code: 'config.syntax',
    at: ['2:33', ','],
    message: 'The file ends, but the object that begins on line 2 is still open. Close it with "}".',
  },
  {
    name: 'an empty config',
    text: '',
    code: 'config.missing',
    at: ['1:1', ''],
    message:
      'This config is empty. Describe a network and its data, such as { "model": { "layers_dims": [784, 5, 10] }, "dataset": { "file": "data/train.h5" } }.',
  },
  {
    name: 'an unknown key',
    text: config(data('y'), '{ "layers_dims": [2, 3, 1], "los": "mse" }'),
    code: 'config.unknownKey',
    at: ['3:40', '"los"'],
    message: '"los" is not known in "model". Did you mean "loss"?',
  },
  {
    name: 'a value of another type',
    text: config(data('y'), '{ "layers": [{ "type": "Dense", "units": "5" }] }'),
    code: 'config.type',
    at: ['3:53', '"5"'],
    message: '"units" must be a whole number of at least 1, such as 5; here it is the text "5".',
  },
  {
    name: 'a network that is too large to hold',
    text: config(data('y'), '[2, 1000000, 1000, 1]'),
    code: 'model.memory',
    at: ['3:25', '1000'],
    message:
      'Too large to hold: checking this network would need 67.6 GB, and the limit is 1 GB. Most of it is for the 1,000,001,000 parameters of hidden2. Give it fewer units or fewer inputs, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
  },
  {
    name: 'activations that are too large to hold',
    text: config(data('y', ', "examples": 6'), '[2, 3000000, 1]'),
    code: 'model.memory',
    at: ['3:16', '3000000'],
    message:
      'Too large to hold: checking this network would need 2 GB, and the limit is 1 GB. Most of it is for the 18,000,000 activations of hidden1. Choose fewer "examples", or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
  },
];

for (const { name, text, code, at, message } of cases) {
  test(`${name}: what was found, where, and what to do`, async (t) => {
    const folder = dirname(await writeHdf5(t, arrays));
    const diagnostic = onlyError(await reportOf(folder, text));
    const { line, column } = diagnostic.location;
    assert.equal(diagnostic.message.replaceAll(folder, 'FOLDER'), message);
    assert.deepEqual([`${line}:${column}`, marked(text, diagnostic)], at);
    assert.equal(diagnostic.code, code);
  });
}

test('every mistake of a config is told, the first as the error', async (t) => {
  const folder = dirname(await writeHdf5(t, arrays));
  const text = config(data('y', ', "exmaples": 3'), '{ "layers_dims": [2, 3, 1], "l2": -1 }');
  const report = await reportOf(folder, text);
  assert.deepEqual(
    report.diagnostics.map(({ code, message }) => [code, message]),
    [
      ['config.unknownKey', '"exmaples" is not known in "dataset". Did you mean "examples"?'],
      ['config.value', '"l2" must be a number of at least 0, such as 0.01; here it is -1.'],
    ],
  );
  assert.equal(report.error?.code, 'config.unknownKey');
});

test('a batch that is too large to hold', async (t) => {
  const folder = dirname(await writeHdf5(t, arrays));
  const diagnostic = onlyError(await reportOf(folder, config(data('y')), { memoryLimitMB: 1e-6 }));
  assert.equal(diagnostic.code, 'model.memory');
});

/** A dataset file after something has happened to it. */
async function damaged(t: TestContext, harm: (file: string) => void, pick = 'x') {
  const file = await writeHdf5(t, {
    ...arrays,
    packed: {
      data: Float64Array.from({ length: 6000 }, (_, k) => Math.sin(k * k)),
      shape: [6, 1000],
      chunks: [6, 1000],
      compression: 6,
    },
  });
  harm(file);
  const text = config(
    `{ "file": "data.h5", "features": "${pick}", "labels": "y" }`,
    '{ "layers": [{ "type": "Dense", "units": 1, "activation": "sigmoid" }] }',
  );
  return onlyError(await reportOf(dirname(file), text));
}

test('a truncated file', async (t) => {
  const { code, message, location } = await damaged(t, (file) => truncateSync(file, 3000));
  assert.equal(code, 'data.truncated');
  assert.match(
    message,
    /^data\.h5 is truncated: it should have \d+ bytes and has 3000\. Copy or download it again\.$/,
  );
  assert.deepEqual([location.line, location.column], [2, 24]);
});

test('a corrupt chunk', async (t) => {
  const { code, message, location } = await damaged(
    t,
    (file) => {
      const bytes = readFileSync(file);
      // A zlib stream of level 6.
      const chunk =
        bytes.indexOf(Buffer.of(0x78, 0x5e)) < 0
          ? bytes.indexOf(Buffer.of(0x78, 0x9c))
          : bytes.indexOf(Buffer.of(0x78, 0x5e));
      assert.notEqual(chunk, -1);
      bytes.fill(0xff, chunk, chunk + 64);
      writeFileSync(file, bytes);
    },
    'packed',
  );
  assert.equal(code, 'data.corrupt');
  assert.equal(
    message,
    'data.h5 is damaged: a compressed block of it cannot be decoded. Copy or download it again, or write it anew.',
  );
  assert.deepEqual([location.line, location.column], [2, 47]);
});

test('files that are not HDF5', async (t) => {
  const text = await damaged(t, (file) => writeFileSync(file, 'a,b,c\n1,2,3\n'));
  assert.equal(text.code, 'data.format');
  assert.equal(
    text.message,
    'data.h5 is not an HDF5 file: it is text, perhaps CSV. HDF5 files are what h5py.File(name, "w") writes.',
  );
  const empty = await damaged(t, (file) => writeFileSync(file, ''));
  assert.equal(empty.code, 'data.empty');
  assert.equal(empty.message, 'data.h5 is empty (0 bytes). Copy or download it again, or write it anew.');
});

test('a filter that is not available', async (t) => {
  const made = withH5py(
    t,
    `
f = h5py.File("data.h5", "w")
f.create_dataset("x", data=np.arange(12.).reshape(6, 2), chunks=(6, 2), compression="lzf")
f["y"] = np.array([0, 1, 1, 0, 1, 0])
f.close()`,
  );
  if (made === null) return;
  const { code, message, location } = onlyError(await reportOf(made.folder, config(data('y'))));
  assert.equal(code, 'data.filter');
  assert.equal(
    message,
    'x in data.h5 is compressed with lzf, which is not available here. Save it with compression="gzip".',
  );
  assert.deepEqual([location.line, location.column], [2, 47]);
});

test('an error says whose backward pass was asked for, and by which rule', async (t) => {
  const folder = dirname(await writeHdf5(t, arrays));
  const text = `{ "model": [2, 3, 1], "code": { "recorded": "data.h5" }, "check": { "method": "forward", "epsilon": 1e-5, "threshold": 1e-3 } }`;
  const { subject, method, epsilon, threshold } = await reportOf(folder, text);
  assert.deepEqual(
    [subject, method, epsilon, threshold],
    [{ kind: 'recorded', file: 'data.h5' }, 'forward', 1e-5, 1e-3],
  );
});

test('nothing that was read is changed', async (t) => {
  const file = await writeHdf5(t, arrays);
  const before = readFileSync(file);
  symlinkSync(file, join(dirname(file), 'link.h5'));
  const report = await reportOf(dirname(file), config(data('y').replace('data.h5', 'link.h5')));
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(readFileSync(file), before);
  assert.equal(existsSync(join(dirname(file), 'gradcheck.json')), false);
});
