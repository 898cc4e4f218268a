import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';
import { isConfigFile } from '../../src/config/files.ts';
import type { Config, NetworkConfig } from '../../src/config/schema.ts';

function read(text: string): Config {
  const { config, problems } = readConfig(text, 'gradcheck.json');
  assert.deepEqual(problems, []);
  assert.ok(config);
  return config;
}

/** A config that describes a network. */
function readNetwork(text: string): NetworkConfig {
  const config = read(text);
  assert.ok(config.model);
  return { ...config, model: config.model };
}

const defaultInitializer = {
  kernel: { name: 'glorot_uniform' },
  bias: { name: 'random_normal', mean: 0, stddev: 0.05 },
};

test('a list of sizes reads as Dense layers, each at its size', () => {
  assert.deepEqual(read('{ "model": [4, 3, 2, 1] }'), {
    seed: 1,
    model: {
      input_shape: [4],
      l2: 0,
      initializer: defaultInitializer,
      layers: [
        {
          type: 'Dense',
          name: 'hidden1',
          units: 3,
          activation: { name: 'tanh' },
          use_bias: true,
          path: ['model', 1],
        },
        {
          type: 'Dense',
          name: 'hidden2',
          units: 2,
          activation: { name: 'tanh' },
          use_bias: true,
          path: ['model', 2],
        },
        {
          type: 'Dense',
          name: 'output',
          units: 1,
          activation: { name: 'sigmoid' },
          use_bias: true,
          path: ['model', 3],
        },
      ],
    },
    check: { method: 'central', coverage: 'auto' },
  });
});

test('layers_dims takes the activations that it is given', () => {
  const { model } = readNetwork(`{ "model": {
    "layers_dims": [4, 3, 2],
    "hidden_activation": "relu",
    "output_activation": { "name": "leaky_relu", "negative_slope": 0.01 }
  } }`);
  assert.deepEqual(
    model.layers.map(({ name, path, ...layer }) => [name, path, 'activation' in layer && layer.activation]),
    [
      ['hidden1', ['model', 'layers_dims', 1], { name: 'relu' }],
      ['output', ['model', 'layers_dims', 2], { name: 'leaky_relu', negative_slope: 0.01 }],
    ],
  );
});

test('the output of layers_dims follows its units and the loss', () => {
  const output = (model: string) => {
    const layer = readNetwork(`{ "model": ${model} }`).model.layers.at(-1);
    return layer && 'activation' in layer && layer.activation.name;
  };
  assert.equal(output('[4, 1]'), 'sigmoid');
  assert.equal(output('[4, 2]'), 'softmax');
  assert.equal(
    output('{ "layers_dims": [4, 1], "loss": { "name": "binary_crossentropy", "from_logits": true } }'),
    'linear',
  );
});

test('the config of a cat classifier reads as it is written', () => {
  const config = read(`{
    // raw pixels
    "$schema": "./gradcheck.schema.json",
    "seed": 4294967295,
    "dataset": {
      "file": "data/train_catvnoncat.h5", "features": "train_set_x", "labels": "train_set_y",
      "examples": [89], "scale": 255, "order": "F", "examples_axis": "first",
    },
    "model": {
      "layers": [
        { "type": "Flatten" },
        { "type": "Dense", "units": 5, "activation": "tanh" },
        { "type": "Dropout", "rate": 0.5, "seed": 3 },
        { "type": "Dense", "name": "output", "units": 1, "use_bias": false, "kernel_initializer": "he_normal" },
        { "type": "Activation", "activation": "sigmoid" },
      ],
      "loss": "binary_crossentropy", "l2": 0.01,
      "initializer": { "kernel": { "name": "random_normal", "stddev": 0.01 }, "bias": "zeros" },
      "parameters": "weights.h5", "input_shape": [64, 64, 3],
    },
    "code": { "recorded": "gradients.h5" },
    "check": { "method": "forward", "epsilon": 1e-7, "threshold": 1e-6, "coverage": "all" },
  }`);
  assert.deepEqual(config, {
    $schema: './gradcheck.schema.json',
    seed: 4294967295,
    dataset: {
      file: 'data/train_catvnoncat.h5',
      features: 'train_set_x',
      labels: 'train_set_y',
      examples: [89],
      scale: 255,
      order: 'F',
      examples_axis: 'first',
    },
    model: {
      layers: [
        { type: 'Flatten', name: 'flatten', path: ['model', 'layers', 0] },
        {
          type: 'Dense',
          name: 'dense',
          units: 5,
          activation: { name: 'tanh' },
          use_bias: true,
          path: ['model', 'layers', 1],
        },
        { type: 'Dropout', name: 'dropout', rate: 0.5, seed: 3, path: ['model', 'layers', 2] },
        {
          type: 'Dense',
          name: 'output',
          units: 1,
          activation: { name: 'linear' },
          use_bias: false,
          kernel_initializer: { name: 'he_normal' },
          path: ['model', 'layers', 3],
        },
        {
          type: 'Activation',
          name: 'activation',
          activation: { name: 'sigmoid' },
          path: ['model', 'layers', 4],
        },
      ],
      loss: { name: 'binary_crossentropy', from_logits: false },
      l2: 0.01,
      initializer: { kernel: { name: 'random_normal', mean: 0, stddev: 0.01 }, bias: { name: 'zeros' } },
      parameters: 'weights.h5',
      input_shape: [64, 64, 3],
    },
    code: { kind: 'recorded', file: 'gradients.h5' },
    check: { method: 'forward', epsilon: 1e-7, threshold: 1e-6, coverage: 'all' },
  });
});

test('options of named things have the defaults of Keras', () => {
  const { model } = readNetwork(`{ "model": {
    "layers": [
      { "type": "Dense", "units": 1, "kernel_initializer": "constant", "bias_initializer": "random_uniform" },
      { "type": "Activation", "activation": "leaky_relu" }
    ],
    "loss": "mse"
  } }`);
  assert.deepEqual(model.layers[0]?.type === 'Dense' && model.layers[0].kernel_initializer, {
    name: 'constant',
    value: 0,
  });
  assert.deepEqual(model.layers[0]?.type === 'Dense' && model.layers[0].bias_initializer, {
    name: 'random_uniform',
    minval: -0.05,
    maxval: 0.05,
  });
  assert.deepEqual(model.layers[1]?.type === 'Activation' && model.layers[1].activation, {
    name: 'leaky_relu',
    negative_slope: 0.3,
  });
  assert.deepEqual(model.loss, { name: 'mean_squared_error', from_logits: false });
  assert.deepEqual(model.initializer, defaultInitializer);
});

test('nameless layers are named around the written names', () => {
  const { model } = readNetwork(`{ "model": { "layers": [
    { "type": "Dense", "units": 1 },
    { "type": "Dense", "units": 1 },
    { "type": "Dense", "units": 1, "name": "dense_1" },
    { "type": "Flatten" }
  ] } }`);
  assert.deepEqual(
    model.layers.map((layer) => layer.name),
    ['dense', 'dense_2', 'dense_1', 'flatten'],
  );
});

test('a dataset has five examples in C order unless it says otherwise', () => {
  assert.deepEqual(read('{ "model": [2, 1], "dataset": { "file": "a.h5" } }').dataset, {
    file: 'a.h5',
    examples: 5,
    order: 'C',
  });
});

test('features can be scaled in three ways', () => {
  const scale = (written: string) =>
    read(`{ "model": [2, 1], "dataset": { "file": "a.h5", "scale": ${written} } }`).dataset?.scale;
  assert.equal(scale('-2.5'), -2.5);
  assert.equal(scale('"standardize"'), 'standardize');
  assert.deepEqual(scale('{ "mean": 0, "std": [0.5, 0.25] }'), { mean: 0, std: [0.5, 0.25] });
});

test('a config is known by its name', () => {
  for (const name of [
    'gradcheck.json',
    'cat.gradcheck.json',
    '/home/ada/gradcheck.json',
    'C:\\nn\\a.gradcheck.json',
  ])
    assert.ok(isConfigFile(name), name);
  for (const name of [
    'mygradcheck.json',
    'gradcheck.jsonc',
    'gradcheck.json.bak',
    'a/gradcheck.json/b',
    'package.json',
  ])
    assert.ok(!isConfigFile(name), name);
});

test('code that runs needs no model, and its arguments are taken as they are', () => {
  const text = `{ "code": { "python": "layers.py", "interpreter": "/nets/python3", "functions": {
    "conv": { "forward": "conv_forward", "backward": "conv_backward",
      "arguments": { "x": { "shape": [2, 3, 6, 6] }, "conv_param": { "stride": 2, "pad": 1 }, "mode": "train", "axes": [0, 1] } }
  } } }`;
  const { model, code } = read(text);
  assert.equal(model, undefined);
  assert.deepEqual(code, {
    kind: 'python',
    file: 'layers.py',
    command: [],
    interpreter: '/nets/python3',
    hints: {
      functions: {
        conv: {
          forward: 'conv_forward',
          backward: 'conv_backward',
          arguments: {
            x: { shape: [2, 3, 6, 6] },
            conv_param: { stride: 2, pad: 1 },
            mode: 'train',
            axes: [0, 1],
          },
        },
      },
    },
  });
});

test('a command is named by its last word that is a file', () => {
  const fileOf = (words: string) => read(`{ "code": { "command": ${words} } }`).code?.file;
  assert.equal(fileOf('["julia", "nn.jl", "-v"]'), 'nn.jl');
  assert.equal(fileOf('["./nets"]'), './nets');
});
