import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import {
  courseNetwork,
  create,
  created,
  features,
  folderOf,
  labels,
  layerFunctions,
  twoClasses,
} from './support/creationFixtures.ts';
import { reportOf } from './support/runFixtures.ts';

test('a network and its dataset give a config with its layers, activations and loss', async (t) => {
  const nn = courseNetwork({ end: 'layers_dims = [4, 5, 3, 1]' });
  const folder = await folderOf(t, { 'nn.py': nn }, { 'data/train.h5': twoClasses });
  const { file, text, outcome, remarks } = await created(folder);
  assert.equal(file, 'nn.gradcheck.json');
  assert.equal(
    text,
    `// Checks the backward pass of nn.py against numerical gradients. Hover over a key for more about it.
{
  "seed": 1, // of every random choice: parameters first, then examples
  "dataset": {
    "file": "data/train.h5", // paths start from the folder of this config
    "features": "x", // 40 examples of shape (4,)
    "labels": "y", // classes from 0 to 1
    "examples": 5 // how many are drawn, or which: [0, 7]
  },
  "model": {
    "layers": [ // those of nn.py: the results have a row for each
      { "type": "Dense", "name": "hidden1", "units": 5, "activation": "tanh" },
      { "type": "Dense", "name": "hidden2", "units": 3, "activation": "tanh" },
      { "type": "Dense", "name": "output", "units": 1, "activation": "sigmoid" }
    ],
    "loss": "binary_crossentropy" // with it this network has the cost of nn.py
  },
  "code": { "python": "nn.py" } // whose backward pass is checked: network functions
}
`,
  );
  assert.equal(outcome, 'pass');
  assert.deepEqual(remarks, [
    'Code: nn.py (network functions).',
    'Dataset: data/train.h5 (40 examples, features x (40, 4) with labels y).',
    'Network: 4 → 5 → 3 → 1 (layers_dims in nn.py), tanh and sigmoid, binary_crossentropy: so it has the cost of nn.py.',
  ]);
  const report = await reportOf(folder, text);
  assert.deepEqual(
    report.layers.map(({ name, verdict }) => [name, verdict]),
    [
      ['hidden1', 'pass'],
      ['hidden2', 'pass'],
      ['output', 'pass'],
    ],
  );
  assert.deepEqual(
    report.diagnostics.map(({ code }) => code),
    ['dataset.replaced'],
  );
  assert.deepEqual(readdirSync(folder).sort(), ['data', 'nn.py']);
});

test('functions alone give a config of their file', async (t) => {
  const folder = await folderOf(t, { 'layers.py': layerFunctions });
  const { file, text, outcome } = await created(folder);
  assert.deepEqual([file, outcome], ['layers.gradcheck.json', 'pass']);
  assert.equal(
    text,
    `// Checks the backward pass of layers.py against numerical gradients. Hover over a key for more about it.
{
  "seed": 1, // of every random choice: examples, parameters, arguments
  "code": { "python": "layers.py" } // whose backward pass is checked: affine, relu
}
`,
  );
});

test('a dataset alone gives the reference network, and says how to check code', async (t) => {
  const pixels = Uint8Array.from({ length: 30 * 8 * 8 * 3 }, (_, k) => (k * 37) % 256);
  const images = {
    train_set_x: { data: pixels, shape: [30, 8, 8, 3] },
    train_set_y: labels(30, 2),
  };
  const { file, text, outcome } = await created(await folderOf(t, {}, { 'cats.h5': images }));
  assert.deepEqual([file, outcome], ['cats.gradcheck.json', 'pass (reference network)']);
  assert.equal(
    text,
    `// Checks the reference network’s own backward pass. For yours add: "code": { "python": "nn.py" }
{
  "seed": 1, // of every random choice: parameters first, then examples
  "dataset": {
    "file": "cats.h5", // paths start from the folder of this config
    "features": "train_set_x", // 30 examples of shape (8, 8, 3)
    "labels": "train_set_y", // classes from 0 to 1
    "examples": 5, // how many are drawn, or which: [0, 7]
    "scale": 255 // features are divided by 255: they are pixels from 0 to 255
  },
  "model": {
    "layers": [ // a small network that fits the examples; describe yours
      { "type": "Dense", "name": "hidden1", "units": 5, "activation": "tanh" },
      { "type": "Dense", "name": "output", "units": 1, "activation": "sigmoid" }
    ],
    "loss": "binary_crossentropy" // what training minimises, as a mean over the examples
  }
}
`,
  );
});

test('a mistake in the backward pass does not keep its network from being found', async (t) => {
  const nn = courseNetwork({ end: 'layers_dims = [4, 5, 3, 1]' }).replace(
    '1 - np.tanh(Z) ** 2',
    '1 - Z ** 2',
  );
  const folder = await folderOf(t, { 'nn.py': nn }, { 'train.h5': twoClasses });
  const { text, outcome } = await created(folder);
  assert.equal(outcome, '2 of 3 layers fail');
  assert.match(text, /"activation": "tanh" \},\n.*"activation": "tanh" \},\n.*"activation": "sigmoid" \}\n/);
});

test('where several choices are sensible the first is taken and the others are told', async (t) => {
  const folder = await folderOf(
    t,
    {},
    {
      'a.h5': twoClasses,
      'b.h5': {
        train_x: features(40, 4),
        train_y: labels(40, 3),
        test_x: features(7, 4),
        test_y: labels(7, 3),
      },
      'weights.h5': { W1: features(5, 4), b1: { data: new Float64Array(5) } },
    },
  );
  const { file, remarks } = await created(folder);
  assert.equal(file, 'a.gradcheck.json');
  assert.deepEqual(remarks.slice(-1), [
    'a.h5 was taken. There is also b.h5 (2 pairs of arrays): "dataset": { "file": "b.h5" }.',
  ]);

  const asked = await create(folder, { answers: {} });
  assert.deepEqual(asked, {
    kind: 'question',
    question: {
      id: 'dataset',
      text: 'Which dataset do the examples come from?',
      options: [
        {
          value: 'a.h5',
          label: 'a.h5',
          detail: '40 examples, features x (40, 4) with labels y',
          line: '"dataset": { "file": "a.h5" }',
        },
        { value: 'b.h5', label: 'b.h5', detail: '2 pairs of arrays', line: '"dataset": { "file": "b.h5" }' },
      ],
    },
  });
  const next = await create(folder, { answers: { dataset: 'b.h5' } });
  assert.equal(next.kind, 'question');
  assert.deepEqual(
    next.question.options.map(({ line }) => line),
    ['"features": "train_x", "labels": "train_y"', '"features": "test_x", "labels": "test_y"'],
  );
  const answers = { dataset: 'b.h5', arrays: 'test_x' };
  const answered = await created(folder, { answers });
  assert.match(answered.text, /"features": "test_x", \/\/ 7 examples of shape \(4,\)/);
  // Somebody is there to run it.
  assert.deepEqual([answered.file, answered.outcome, answered.remarks.length], ['b.gradcheck.json', null, 2]);
});

test('of several files of code the whole network comes first, and another can be chosen', async (t) => {
  const texts = { 'a_layers.py': layerFunctions, 'nn.py': courseNetwork({}) };
  const folder = await folderOf(t, texts);
  const { file, remarks } = await created(folder);
  assert.equal(file, 'nn.gradcheck.json');
  assert.deepEqual(remarks, [
    'Code: nn.py (network functions).',
    'nn.py was taken. There is also a_layers.py (affine, relu): "code": { "python": "a_layers.py" }.',
  ]);
  const asked = await create(folder, { answers: {} });
  assert.deepEqual([asked.kind, asked.kind === 'question' && asked.question.id], ['question', 'code']);
  const answered = await created(folder, { answers: { code: 'a_layers.py' } });
  assert.equal(answered.file, 'a_layers.gradcheck.json');
});

test('a config that is there is never written over', async (t) => {
  const folder = await folderOf(t, { 'nn.gradcheck.json': '{}', 'nn.py': layerFunctions });
  const { file, remarks } = await created(folder);
  assert.equal(file, 'nn-2.gradcheck.json');
  assert.deepEqual(remarks.slice(1), ['nn.gradcheck.json exists already and stays as it is.']);
  const asked = await create(folder, { answers: {} });
  assert.deepEqual(asked.kind === 'question' && asked.question.options.map(({ label }) => label), [
    'Write nn-2.gradcheck.json',
    'Open nn.gradcheck.json',
  ]);
  assert.deepEqual(await create(folder, { answers: { file: 'nn.gradcheck.json' } }), {
    kind: 'existing',
    file: 'nn.gradcheck.json',
  });
});

test('where there is nothing, what was looked for is said', async (t) => {
  const folder = await folderOf(t, {
    'notes.txt': 'def backward(): pass',
    'main.py': 'print(1)',
    'node_modules/x/nn.py': layerFunctions,
    '.venv/nn.py': layerFunctions,
    'tools/pyvenv.cfg': '',
    'tools/nn.py': layerFunctions,
    'a/b/c/d/nn.py': layerFunctions,
  });
  assert.deepEqual(await create(folder), {
    kind: 'nothing',
    message: `There is nothing to write a config for in ${folder} and three levels of folders below it. Looked for: data with features and labels (.h5, .hdf5), and code with a backward pass (.py, .ipynb, .js, .mjs, .ts). Go to the folder that has them; the sample (in VS Code, Gradient Check: Open Sample) shows how they go together.`,
  });
});

test('what cannot be used is told with its reason', async (t) => {
  const folder = await folderOf(t, {
    'data.h5': 'not HDF5',
    'nn.py': 'def gradient_of_nothing():\n    return 0\n',
  });
  const creation = await create(folder);
  assert.equal(creation.kind, 'nothing');
  assert.match(
    creation.message,
    /^Nothing that could be checked was found in nn\.py\. .* data\.h5 is not an HDF5 file: /,
  );
});

test('a script is run only where there is nothing else to look at', async (t) => {
  const script = `${layerFunctions}\n\nwith open("written.txt", "w") as file:\n    file.write("was run")\n`;
  const texts = {
    'train.py': script,
    'layers.py': `import numpy as np\n\nnp.random.seed(1)\n${layerFunctions}`,
  };
  const both = await folderOf(t, texts);
  assert.deepEqual((await created(both)).remarks, [
    'Code: layers.py (affine, relu).',
    'train.py was not looked at, because it does its work whenever it is loaded.',
  ]);
  assert.deepEqual(readdirSync(both).sort(), ['layers.py', 'train.py']);
  const alone = await folderOf(t, { 'train.py': script });
  assert.deepEqual((await created(alone)).remarks, ['Code: train.py (affine, relu).']);
});

test('code that cannot be checked yet is named all the same, with why', async (t) => {
  const [affine = ''] = layerFunctions.split('def relu_forward');
  const raising = affine.replace('x, w = cache', 'x, w = cache\n    raise ValueError("mine")');
  const { text, outcome } = await created(await folderOf(t, { 'nn.py': raising }));
  assert.match(text, /\n {2}"code": \{ "python": "nn\.py" \} \/\/ whose backward pass is checked\n/);
  assert.match(
    outcome ?? '',
    /^could not check: affine_backward raised ValueError: mine, in nn\.py line 10\./,
  );
});

test('without trust no code is run, and the config says so', async (t) => {
  const marking = `${layerFunctions}\n\nopen("was_run", "w")\n`;
  const folder = await folderOf(t, { 'nn.py': marking }, { 'train.h5': twoClasses });
  const { file, text } = await created(folder, { trusted: false });
  assert.equal(file, 'train.gradcheck.json');
  assert.match(text, /\n\/\/ nn\.py was not looked at: this workspace is not trusted, /);
  assert.doesNotMatch(text, /"code": \{ "python": "nn\.py" \} \/\//);
  assert.deepEqual(readdirSync(folder).sort(), ['nn.py', 'train.h5']);
});
