import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';

/** Column of each problem, its code after `config.`, and its message. */
function problemsOf(text: string): string[] {
  const { config, problems } = readConfig(text, 'gradcheck.json');
  assert.equal(config, null);
  return problems.map(
    ({ location, code, message }) => `${location.column} ${code.replace('config.', '')}: ${message}`,
  );
}

const inModel = (rest: string) => problemsOf(`{ "model": [2, 1], ${rest} }`);
const inLayer = (layer: string) => problemsOf(`{ "model": { "layers": [${layer}] } }`);

const modelForms =
  'the network whose gradients are checked, such as { "layers_dims": [784, 5, 10] } or { "layers": [{ "type": "Dense", "units": 10 }] }';
const activations = 'The choices are "linear", "sigmoid", "tanh", "relu", "leaky_relu" and "softmax".';

test('an empty file and one of comments', () => {
  const empty =
    '1 missing: This config is empty. Describe a network and its data, such as { "model": { "layers_dims": [784, 5, 10] }, "dataset": { "file": "data/train.h5" } }.';
  assert.deepEqual(problemsOf(''), [empty]);
  assert.deepEqual(problemsOf(' \n// later\n'), [empty]);
});

test('a root that is not an object', () => {
  const accepted =
    'an object, such as { "model": { "layers_dims": [784, 5, 10] }, "dataset": { "file": "data/train.h5" } }';
  assert.deepEqual(problemsOf('[]'), [`1 type: The config must be ${accepted}; here it is an empty list.`]);
  assert.deepEqual(problemsOf('null'), [`1 type: The config must be ${accepted}; here it is null.`]);
});

test('no model, an empty one, and what is not a model', () => {
  assert.deepEqual(problemsOf('{}'), [`1 missing: This config has no "model". Add it: ${modelForms}.`]);
  assert.deepEqual(problemsOf('{ "code": { "recorded": "g.h5" } }'), [
    `1 missing: This config has no "model". Add it: ${modelForms}.`,
  ]);
  assert.deepEqual(problemsOf('{ "model": {} }'), [
    '12 missing: "model" has no layers. Add "layers_dims", such as [784, 5, 10], or "layers", such as [{ "type": "Dense", "units": 10 }].',
  ]);
  assert.deepEqual(problemsOf('{ "model": 5 }'), [`12 type: "model" must be ${modelForms}; here it is 5.`]);
  assert.deepEqual(problemsOf('{ "model": [5] }'), [
    '12 value: "model" must be a list of at least 2 sizes, input first, such as [784, 5, 10]; here it is a list.',
  ]);
  assert.deepEqual(problemsOf('{ "model": [5, 0, 2.5] }'), [
    '16 value: model[1] must be a whole number of at least 1, such as 5; here it is 0.',
    '19 type: model[2] must be a whole number of at least 1, such as 5; here it is 2.5.',
  ]);
});

test('a misspelt key is one problem, though what it stands for is missing', () => {
  assert.deepEqual(problemsOf('{ "modle": [2, 1] }'), [
    '3 unknownKey: "modle" is not known in this config. Did you mean "model"?',
  ]);
  assert.deepEqual(problemsOf('{ "model": { "Layers-Dims": [2, 1] } }'), [
    '14 unknownKey: "Layers-Dims" is not known in "model". Did you mean "layers_dims"?',
  ]);
  assert.deepEqual(inLayer('{ "type": "Dense", "unit": 3 }'), [
    '44 unknownKey: "unit" is not known in this Dense layer. Did you mean "units"?',
  ]);
});

test('a key in the wrong place is sent to the right one', () => {
  assert.deepEqual(problemsOf('{ "layers_dims": [2, 1] }'), [
    '3 unknownKey: "layers_dims" is not known in this config. It belongs in "model": move it there.',
  ]);
  assert.deepEqual(inLayer('{ "type": "Flatten", "input_shape": [2, 2] }'), [
    '46 unknownKey: "input_shape" is not known in this Flatten layer. It belongs in "model": move it there.',
  ]);
});

test('a key that is like no other', () => {
  assert.deepEqual(inModel('"check": { "momentum": 1, "method": "central" }'), [
    '31 unknownKey: "momentum" is not known in "check". Remove it; what can be added here is "epsilon", "threshold" or "coverage".',
  ]);
  assert.deepEqual(inLayer('{ "type": "Activation", "activation": { "name": "tanh", "alpha": 1 } }'), [
    '81 unknownKey: "alpha" is not known in "activation" with the name "tanh". Remove it.',
  ]);
});

test('layers that cannot be read', () => {
  assert.deepEqual(inLayer('{ "units": 3 }'), [
    '25 missing: This layer has no "type". Add it: "Dense", "Activation", "Flatten" or "Dropout".',
  ]);
  assert.deepEqual(inLayer('{ "type": "dense" }'), [
    '35 value: "type" cannot be "dense". Did you mean "Dense"? The choices are "Dense", "Activation", "Flatten" and "Dropout".',
  ]);
  assert.deepEqual(inLayer('{ "type": "Conv2D", "filters": 8 }'), [
    '35 value: "type" cannot be "Conv2D" yet: this version does not have it. The choices are "Dense", "Activation", "Flatten" and "Dropout".',
  ]);
  assert.deepEqual(inLayer('5'), [
    '14 type: A list of sizes is written "layers_dims": [784, 5, 10]. Rename the key, with the size of the input first.',
  ]);
  assert.deepEqual(inLayer('{ "type": "Dropout" }'), [
    '25 missing: This Dropout layer has no "rate". Add it: a number of at least 0 and below 1, such as 0.5.',
  ]);
  assert.deepEqual(inLayer('{ "type": "Dropout", "rate": 1 }'), [
    '54 value: "rate" must be a number of at least 0 and below 1, such as 0.5; here it is 1.',
  ]);
  assert.deepEqual(inLayer('{ "type": "Flatten", "name": "a/b" }'), [
    '54 value: "name" must be a name without "/", such as "hidden1"; here it is the text "a/b".',
  ]);
  assert.deepEqual(inLayer('{ "type": "Dense", "units": "3", "use_bias": 1 }'), [
    '53 type: "units" must be a whole number of at least 1, such as 5; here it is the text "3".',
    '70 type: "use_bias" must be true or false; here it is 1.',
  ]);
});

test('two layers of one name', () => {
  assert.deepEqual(inLayer('{ "type": "Flatten", "name": "a" }, { "type": "Flatten", "name": "a" }'), [
    '90 duplicate: Two layers are named "a". Give this one another name: results and parameter files tell layers apart by it.',
  ]);
});

test('activations, initializers and losses by name or as an object', () => {
  assert.deepEqual(inLayer('{ "type": "Activation", "activation": "sigmod" }'), [
    `63 value: "activation" cannot be "sigmod". Did you mean "sigmoid"? ${activations}`,
  ]);
  assert.deepEqual(inLayer('{ "type": "Activation", "activation": "swish" }'), [
    `63 value: "activation" cannot be "swish" yet: this version does not have it. ${activations}`,
  ]);
  assert.deepEqual(inLayer('{ "type": "Activation", "activation": 5 }'), [
    '63 type: "activation" must be the name of an activation, such as "tanh", or an object, such as { "name": "leaky_relu", "negative_slope": 0.01 }; here it is 5.',
  ]);
  assert.deepEqual(inLayer('{ "type": "Activation", "activation": { "negative_slope": 1 } }'), [
    '63 missing: "activation" has no "name". Add it: "linear", "sigmoid", "tanh", "relu", "softmax" or "leaky_relu".',
  ]);
  assert.deepEqual(problemsOf('{ "model": { "layers_dims": [2, 1], "initializer": "zeros" } }'), [
    '52 type: "initializer" must be an object with "kernel" and "bias", such as { "kernel": "he_normal", "bias": "zeros" }; here it is the text "zeros".',
  ]);
  assert.deepEqual(
    problemsOf(
      '{ "model": { "layers_dims": [2, 1], "initializer": { "bias": { "name": "constant", "value": "0" } } } }',
    ),
    ['93 type: "value" must be a number, such as 0.01; here it is the text "0".'],
  );
  assert.deepEqual(
    problemsOf('{ "model": { "layers_dims": [2, 1], "loss": { "name": "mse", "from_logits": true } } }'),
    ['62 unknownKey: "from_logits" is not known in "loss" with the name "mse". Remove it.'],
  );
});

test('sizes and layers are not mixed', () => {
  assert.deepEqual(
    problemsOf(
      '{ "model": { "layers": [{ "type": "Flatten" }], "layers_dims": [2, 1], "hidden_activation": "tanh" } }',
    ),
    [
      '64 value: The layers are given twice, by "layers" and by "layers_dims". Remove one of them.',
      '93 value: "hidden_activation" belongs to "layers_dims". In "layers" each layer has its own "activation": move it there.',
    ],
  );
});

test('datasets', () => {
  const inDataset = (rest: string) => inModel(`"dataset": { "file": "a.h5", ${rest} }`);
  const examples =
    'a number of examples of at least 1, such as 5, or a list of their indices, such as [0, 7]';
  assert.deepEqual(inModel('"dataset": {}'), [
    '31 missing: "dataset" has no "file". Add it: the path of a file, with forward slashes, such as "data/train.h5".',
  ]);
  assert.deepEqual(inModel('"dataset": { "file": "data\\train.h5" }'), [
    '41 value: "file" must be the path of a file, with forward slashes, such as "data/train.h5"; here it is the text "data\\train.h5".',
  ]);
  assert.deepEqual(inDataset('"examples": 0'), [`61 value: "examples" must be ${examples}; here it is 0.`]);
  assert.deepEqual(inDataset('"examples": "all"'), [
    `61 type: "examples" must be ${examples}; here it is the text "all".`,
  ]);
  assert.deepEqual(inDataset('"examples": []'), [
    `61 value: "examples" must be ${examples}; here it is an empty list.`,
  ]);
  assert.deepEqual(inDataset('"examples": [3, -1]'), [
    '65 value: examples[1] must be the index of an example, a whole number of at least 0; here it is -1.',
  ]);
  assert.deepEqual(inDataset('"examples": [3, 1, 3]'), [
    '68 duplicate: Example 3 is listed twice. Remove one of the two.',
  ]);
  assert.deepEqual(inDataset('"scale": 0'), [
    '58 value: "scale" must be a number other than 0, such as 255; here it is 0.',
  ]);
  assert.deepEqual(inDataset('"scale": "255"'), [
    '58 type: "scale" must be a number to divide by, such as 255, or { "mean": 0.5, "std": 0.25 }, or "standardize"; here it is the text "255".',
  ]);
  assert.deepEqual(inDataset('"scale": { "mean": ["a"], "std": 0 }'), [
    '69 type: mean[0] must be a number, such as 0.5; here it is the text "a".',
    '82 value: "std" must be a number other than 0, such as 0.25; here it is 0.',
  ]);
  assert.deepEqual(inDataset('"order": "fortran"'), [
    '58 value: "order" cannot be "fortran". The choices are "C" and "F".',
  ]);
});

test('how it is checked', () => {
  assert.deepEqual(
    inModel('"seed": 4294967296, "check": { "epsilon": 0, "threshold": 1, "method": "two-sided" }'),
    [
      '28 value: "seed" must be a whole number from 0 to 4294967295, such as 1; here it is 4294967296.',
      '62 value: "epsilon" must be a number above 0, such as 1e-4; here it is 0.',
      '78 value: "threshold" must be a number above 0 and below 1, such as 1e-7; here it is 1.',
      '91 value: "method" cannot be "two-sided". Did you mean "central"? The choices are "central" and "forward".',
    ],
  );
  assert.deepEqual(inModel('"seed": -1e20'), [
    '28 value: "seed" must be a whole number from 0 to 4294967295, such as 1; here it is -100000000000000000000.',
  ]);
  assert.deepEqual(inModel('"check": { "epsilon": 1e999 }'), [
    '42 type: "epsilon" must be a number above 0, such as 1e-4; here it is Infinity.',
  ]);
});

test('code', () => {
  const inCode = (rest: string) => problemsOf(`{ "code": { ${rest} } }`);
  assert.deepEqual(inCode(''), [
    '11 missing: "code" does not say where the code is. Add "python", such as { "python": "nn.py" }; or "javascript", "command", or "recorded" for gradients in a file.',
  ]);
  assert.deepEqual(inCode('"pyhton": "nn.py"'), [
    '13 unknownKey: "pyhton" is not known in "code". Did you mean "python"?',
  ]);
  assert.deepEqual(inCode('"python": "nn.py", "javascript": "nn.mjs"'), [
    '46 value: "code" names both "python" and "javascript". Keep the one whose gradient is to be checked.',
  ]);
  assert.deepEqual(inCode('"javascript": "nn.mjs", "interpreter": "python3"'), [
    '52 value: "interpreter" is the Python of "python", which is not given. Remove it.',
  ]);
  assert.deepEqual(inModel('"code": { "recorded": "a.h5", "forward": "f" }'), [
    '61 value: "forward" says where to find something in code that is run, but "recorded" names gradients in a file. Remove it.',
  ]);
  assert.deepEqual(inCode('"recorded": "a.h5"'), [
    `1 missing: This config has no "model". Add it: ${modelForms}.`,
  ]);
  const argument = (value: string) =>
    inCode(`"python": "a.py", "functions": { "f": { "loss": "f", "arguments": { "x": ${value} } } }`);
  assert.deepEqual(argument('{ "shape": [2, 0] }'), [
    '101 value: "shape" of an argument must be the extents of the array, such as [2, 3].',
  ]);
  assert.deepEqual(argument('{ "shape": 5 }'), [
    '97 value: "shape" of an argument must be the extents of the array, such as [2, 3].',
  ]);
  assert.deepEqual(argument('{ "shape": [2], "integers": 0 }'), [
    '114 value: "integers" of an argument must be a whole number of at least 1, such as 10.',
  ]);
  assert.deepEqual(inCode('"command": "julia nn.jl"'), [
    '24 type: "command" must be the words of a command, such as ["julia", "nn.jl"]; here it is the text "julia nn.jl".',
  ]);
});

test('what is known but not built yet is said once, as such', () => {
  assert.deepEqual(problemsOf('{ "model": "model.json" }'), [
    '12 unsupported: This version does not read a model from another file. Describe the network here, such as "model": { "layers_dims": [784, 5, 10] }.',
  ]);
  assert.deepEqual(inModel('"check": { "coverage": "probes" }'), [
    '43 unsupported: This version does not check by random probes. Write "all", or leave "coverage" out.',
  ]);
  assert.deepEqual(
    problemsOf('{ "model": { "layers": [{ "type": "Dense" }] }, "check": { "coverage": "probes" } }').map(
      (problem) => problem.split(':')[0],
    ),
    ['25 missing', '72 unsupported'],
  );
});

test('long texts are cut, and control characters are shown as JSON writes them', () => {
  assert.deepEqual(problemsOf(`{ "model": [2, 1], "${'a'.repeat(50)}\\n": 1 }`), [
    `20 unknownKey: "${'a'.repeat(40)}…" is not known in this config. Remove it; what can be added here is "seed", "dataset", "code" or "check".`,
  ]);
  assert.deepEqual(inModel('"dataset": { "file": "a.h5", "features": "", "order": "C\\n" }'), [
    '61 value: "features" must be the name of a dataset in the file, such as "train_set_x"; here it is an empty text.',
    '74 value: "order" cannot be "C\\n". Did you mean "C"? The choices are "C" and "F".',
  ]);
});

test('words of courses and of other libraries are understood, not used', () => {
  assert.deepEqual(
    problemsOf('{ "model": { "layers_dims": [2, 1], "loss": "bce" } }').map(
      (message) => message.match(/Did you mean "\w+"/)?.[0],
    ),
    ['Did you mean "binary_crossentropy"'],
  );
  assert.deepEqual(
    problemsOf('{ "model": { "layers_dims": [2, 1], "loss": "huber" } }').map(
      (message) => message.match(/yet: this version/)?.[0],
    ),
    ['yet: this version'],
  );
});
