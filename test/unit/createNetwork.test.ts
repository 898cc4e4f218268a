import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';
import {
  type CourseNetwork,
  courseNetwork,
  created,
  features,
  folderOf,
  labels,
  twoClasses,
} from './support/creationFixtures.ts';
import { reportOf } from './support/runFixtures.ts';

/** What a config for this network says of it, as the reader of configs understands it. */
async function modelOf(
  t: TestContext,
  network: CourseNetwork,
  others: Readonly<Record<string, string>> = {},
) {
  const folder = await folderOf(
    t,
    { 'nn.py': courseNetwork(network), ...others },
    { 'train.h5': twoClasses },
  );
  const { text, outcome, remarks } = await created(folder);
  const model = readConfig(text, 'gradcheck.json').config?.model;
  const layers = model?.layers.map((layer) =>
    layer.type === 'Dense' ? [layer.units, layer.activation.name] : [],
  );
  return { folder, text, outcome, remarks, layers, l2: model?.l2, loss: model?.loss?.name };
}

test('sizes come from a list in JSON or YAML where the code has none', async (t) => {
  for (const [name, list] of [
    ['network.json', '{ "topology": [4, 6, 1] }'],
    ['network.yaml', 'sizes:\n  - 4\n  - 6\n  - 1\n'],
  ] as const) {
    const { layers, remarks } = await modelOf(t, {}, { [name]: list });
    assert.deepEqual(layers, [
      [6, 'tanh'],
      [1, 'sigmoid'],
    ]);
    assert.match(
      remarks.at(-1) ?? '',
      new RegExp(`^Network: 4 → 6 → 1 \\(\\w+ in ${name}\\), tanh and sigmoid`),
    );
  }
});

test('a list for other examples is passed over, and sizes are made up of which no two are the same', async (t) => {
  const { layers } = await modelOf(t, { end: 'layers_dims = [12288, 20, 7, 5, 1]' });
  assert.deepEqual(layers?.at(-1), [1, 'sigmoid']);
  const sizes = [4, ...(layers ?? []).map(([units]) => units)];
  assert.ok(sizes.length > 2);
  assert.equal(new Set(sizes).size, sizes.length);
});

test('activations are those with which the costs agree', async (t) => {
  const { layers, loss } = await modelOf(t, { hidden: 'relu', end: 'sizes = (4, 5, 1)' });
  assert.deepEqual(
    [layers, loss],
    [
      [
        [5, 'relu'],
        [1, 'sigmoid'],
      ],
      'binary_crossentropy',
    ],
  );
});

test('a penalty on the weights is found, and its factor', async (t) => {
  const { text, l2, outcome, folder } = await modelOf(t, {
    end: 'sizes = [4, 5, 1]',
    penalty: '0.35 / m * sum(np.sum(parameters[k] ** 2) for k in parameters if k[0] == "W")',
    penaltyGradient: '2 * 0.35 / m * parameters["W%d" % l]',
  });
  assert.equal(l2, 0.07);
  assert.equal(outcome, 'pass');
  assert.match(text, /"l2": 0\.07 \/\/ times the sum of squares of the kernels, which nn\.py adds\n/);
  assert.deepEqual((await reportOf(folder, text)).diagnostics, []);
});

test('a cost that is a multiple of the loss is said to be one', async (t) => {
  const { text, loss, outcome } = await modelOf(t, {
    end: 'sizes = [4, 5, 1]',
    cost: 'np.sum((A - Y) ** 2) / (2 * m)',
    slope: '(A - Y) * A * (1 - A)',
  });
  assert.deepEqual([loss, outcome], ['mean_squared_error', 'pass']);
  assert.match(
    text,
    /"loss": "mean_squared_error" \/\/ the cost of nn\.py is 0\.5 times that of this network\n/,
  );
});

test('a guard in the logarithm does not hide the loss', async (t) => {
  const { text, loss } = await modelOf(t, {
    end: 'sizes = [4, 5, 1]',
    cost: '-np.sum(Y * np.log(A + 1e-9) + (1 - Y) * np.log(1 - A + 1e-9)) / m',
  });
  assert.equal(loss, 'binary_crossentropy');
  assert.match(text, /\/\/ the cost of nn\.py is this network’s up to a guard, such as log\(p \+ 1e-8\)\n/);
});

test('where no loss fits, the config has no model and each parameter is a row', async (t) => {
  const { text, layers, outcome } = await modelOf(t, {
    end: 'sizes = [4, 5, 1]',
    cost: 'np.sum(np.abs(A - Y) ** 3) / m',
    slope: '3 * np.abs(A - Y) * (A - Y) * A * (1 - A)',
  });
  assert.equal(layers, undefined);
  assert.equal(outcome, 'pass');
  assert.match(
    text,
    /^\/\/ Checks .*\n\/\/ No layers and no loss were found with which a network has the cost of nn\.py\. /,
  );
  assert.match(text, /"file": "train\.h5"/);
});

test('features that would saturate every unit are standardized', async (t) => {
  const { data, shape = [] } = features(30, 6);
  const large = (data as Float64Array).map((value) => 1000 * value);
  const houses = { x: { data: large, shape }, y: { data: features(30, 1).data } };
  const { text, outcome } = await created(await folderOf(t, {}, { 'houses.h5': houses }));
  assert.equal(outcome, 'pass (reference network)');
  assert.match(text, /"scale": "standardize" \/\/ features are standardized: they go from -\d+ to \d+, /);
  assert.match(text, /"units": 1, "activation": "linear" \}\n {4}\],\n {4}"loss": "mean_squared_error"/);
});

test('more classes than two have a unit each', async (t) => {
  const flowers = { features: features(30, 4), labels: labels(30, 3) };
  const { text } = await created(await folderOf(t, {}, { 'flowers.h5': flowers }));
  assert.match(text, /"labels": "labels", \/\/ classes from 0 to 2/);
  assert.match(
    text,
    /"units": 3, "activation": "softmax" \}\n {4}\],\n {4}"loss": "sparse_categorical_crossentropy"/,
  );
});
