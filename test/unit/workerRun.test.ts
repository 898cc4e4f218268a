import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { type TestContext, test } from 'node:test';
import { writeHdf5 } from './support/dataFixtures.ts';
import { eventsOf, marked, reportOf } from './support/runFixtures.ts';

/** Four examples of two features with labels 0 and 1, and one image of 2×2 pixels. */
async function folderOfData(t: TestContext): Promise<string> {
  const file = await writeHdf5(t, {
    x: { data: Float64Array.of(1, -1, 2, 0.5, -1.5, 1, 0.25, -0.75), shape: [4, 2] },
    y: { data: Int32Array.of(0, 1, 1, 0) },
    zero: { data: new Float64Array(8), shape: [4, 2] },
    image: { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 2, 2] },
    target: { data: Float64Array.of(0) },
    weights: { data: Float64Array.of(0.5, 0.25), shape: [2, 1] },
  });
  return dirname(file);
}

const data = '"dataset": { "file": "data.h5", "features": "x", "labels": "y", "examples": 4 }';
const deep = `{
  ${data},
  "model": { "layers": [
    { "type": "Dense", "name": "first", "units": 3, "activation": "tanh" },
    { "type": "Activation", "activation": "sigmoid" },
    { "type": "Dense", "name": "last", "units": 1, "activation": "sigmoid", "use_bias": false }
  ] }
}`;

test('a run plans, checks its layers in order and finishes once, last', async (t) => {
  const events = await eventsOf(await folderOfData(t), deep);
  const types = events.map(({ type }) => type);
  assert.deepEqual(types.slice(0, 3), ['progress', 'planned', 'progress']);
  assert.equal(types.indexOf('finished'), types.length - 1);
  assert.equal(types.lastIndexOf('planned'), 1);

  const planned = events.find((event) => event.type === 'planned');
  const finished = events.find((event) => event.type === 'finished');
  assert.deepEqual(
    planned?.layers.map(({ name, type, entries }) => [name, type, entries]),
    [
      ['first', 'Dense', 9],
      ['last', 'Dense', 3],
    ],
  );
  assert.deepEqual([planned?.subject, planned?.threshold], [{ kind: 'reference' }, 1e-7]);
  const layers = events.flatMap((event) => (event.type === 'layer' ? [event.layer] : []));
  assert.deepEqual(layers, finished?.report.layers);
  assert.deepEqual(
    layers.map(({ location }) => location),
    planned?.layers.map(({ location }) => location),
  );
  assert.equal(
    marked(deep, layers[0]!),
    '{ "type": "Dense", "name": "first", "units": 3, "activation": "tanh" }',
  );
});

test('progress goes from data over the backward pass to the check, and never back', async (t) => {
  const events = await eventsOf(await folderOfData(t), deep);
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
  assert.deepEqual([...new Set(progress.map(({ phase }) => phase))], ['data', 'gradient', 'check']);
  const fractions = progress.filter(({ phase }) => phase === 'check').map(({ fraction }) => fraction);
  assert.deepEqual(
    fractions,
    fractions.toSorted((a, b) => a - b),
  );
  assert.equal(fractions.at(-1), 1);
  assert.deepEqual([...new Set(progress.slice(2).map(({ layer }) => layer))], ['first', 'last']);
});

test('a config that cannot be read finishes at once', async (t) => {
  const events = await eventsOf(await folderOfData(t), '{ "model": 1 }');
  assert.deepEqual(
    events.map(({ type }) => type),
    ['finished'],
  );
});

test('every parameter is counted and measured; the numbers of a report are finite or null', async (t) => {
  const report = await reportOf(await folderOfData(t), deep);
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(report.parameters, { total: 12, checked: 12, nonzero: 12 });
  assert.deepEqual(
    report.layers.map(({ type, parameters }) => [type, parameters.map(({ name, shape }) => [name, shape])]),
    [
      [
        'Dense',
        [
          ['kernel', [2, 3]],
          ['bias', [3]],
        ],
      ],
      ['Dense', [['kernel', [3, 1]]]],
    ],
  );
  // J(θ), and both sides of each of 12 parameters; what is measured again comes on top.
  assert.ok(report.timing.evaluations >= 25);
  assert.deepEqual([report.epsilon, report.method], [1e-4, 'central']);
});

/** One linear layer on two pixels rows, weights given: what is flattened how is seen in the cost alone. */
const image = (order: string) => `{
  "dataset": { "file": "data.h5", "features": "image", "labels": "target", "examples": [0], "order": "${order}" },
  "model": { "layers": [{ "type": "Dense", "name": "out", "units": 1 }], "loss": "mse", "parameters": "data.h5" }
}`;

test('order F flattens with the first axis fastest', async (t) => {
  const file = await writeHdf5(t, {
    image: { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 2, 2] },
    target: { data: Float64Array.of(0) },
    'out/kernel': { data: Float64Array.of(1, 10, 100, 1000), shape: [4, 1] },
    'out/bias': { data: Float64Array.of(0) },
  });
  assert.equal((await reportOf(dirname(file), image('C'))).loss, 4321 ** 2);
  assert.equal((await reportOf(dirname(file), image('F'))).loss, 4231 ** 2);
});

test('l2 adds the squares of the kernels, not of the biases', async (t) => {
  const file = await writeHdf5(t, {
    x: { data: Float64Array.of(1, 2), shape: [2, 1] },
    y: { data: Float64Array.of(0, 1) },
    W1: { data: Float64Array.of(0.5), shape: [1, 1] },
    b1: { data: Float64Array.of(0.25) },
  });
  const text = (l2: number) => `{
    "dataset": { "file": "data.h5", "features": "x", "labels": "y", "examples": [0, 1] },
    "model": { "layers": [{ "type": "Dense", "units": 1 }], "loss": "mse", "l2": ${l2}, "parameters": "data.h5" }
  }`;
  const norms = async (l2: number) => {
    const { loss, layers } = await reportOf(dirname(file), text(l2));
    return [loss, ...(layers[0]?.parameters.map((tensor) => tensor.analytical_norm) ?? [])];
  };
  // Errors 3/4 and 1/4: J = 5/16, dW = 3/4 · 1 + 1/4 · 2, db = 1.
  assert.deepEqual(await norms(0), [0.3125, 1.25, 1]);
  assert.deepEqual(await norms(0.5), [0.4375, 1.75, 1]);
});

test('a list of sizes is a network of tanh layers and a sigmoid', async (t) => {
  const folder = await folderOfData(t);
  const short = await reportOf(folder, `{ ${data}, "model": [2, 3, 1] }`);
  const long = await reportOf(
    folder,
    `{ ${data}, "model": { "layers": [
      { "type": "Dense", "name": "hidden1", "units": 3, "activation": "tanh" },
      { "type": "Dense", "name": "output", "units": 1, "activation": "sigmoid" }
    ], "loss": "binary_crossentropy" } }`,
  );
  assert.equal(short.loss, long.loss);
  assert.deepEqual(
    short.layers.map(({ name, difference }) => [name, difference]),
    long.layers.map(({ name, difference }) => [name, difference]),
  );
});

test('the same seed gives the same numbers, another seed others', async (t) => {
  const folder = await folderOfData(t);
  const losses = await Promise.all(
    [1, 1, 2].map(async (seed) => (await reportOf(folder, deep.replace('{', `{ "seed": ${seed}, `))).loss),
  );
  assert.equal(losses[0], losses[1]);
  assert.notEqual(losses[0], losses[2]);
});

test('values from outside replace those of the config, and messages name them', async (t) => {
  const folder = await folderOfData(t);
  const report = await reportOf(folder, deep, {
    overrides: [
      { path: ['check', 'epsilon'], value: 0.001 },
      { path: ['model', 'layers', 0, 'units'], value: 5 },
      { path: ['dataset', 'examples'], value: [3, 1] },
    ],
    threshold: 1e-5,
  });
  assert.deepEqual(
    [report.epsilon, report.threshold, report.parameters.total, report.examples],
    [0.001, 1e-5, 20, [3, 1]],
  );
  const wrong = await reportOf(folder, deep, { overrides: [{ path: ['check', 'epsilom'], value: 1 }] });
  assert.equal(
    wrong.error?.message,
    '--set check.epsilom: "epsilom" is not known in "check". Did you mean "epsilon"?',
  );
});

/** Severity, code and message of what is said beside the verdict. */
async function said(t: TestContext, text: string) {
  const report = await reportOf(await folderOfData(t), text);
  return report.diagnostics.map(({ severity, code, layer, message }) => [severity, code, layer, message]);
}

test('a dropout layer without a seed is left out, and it is said', async (t) => {
  const text = deep.replace(
    '{ "type": "Activation", "activation": "sigmoid" }',
    '{ "type": "Dropout", "rate": 0.5 }',
  );
  assert.deepEqual(await said(t, text), [
    [
      'information',
      'dropout.unseeded',
      'dropout',
      'dropout is left out of the check: it has no seed, and with a new mask for each evaluation the cost would have no derivative. Give it one, such as "seed": 1, to check with a fixed mask.',
    ],
  ]);
  assert.deepEqual(await said(t, text.replace('0.5', '0.5, "seed": 1')), []);
});

const losing = (activation: string, loss: string) =>
  `{ ${data}, "model": { "layers": [{ "type": "Dense", "name": "out", "units": 1 }, { "type": "Activation", "name": "end", "activation": "${activation}" }], "loss": ${loss} } }`;

test('a loss from logits after a sigmoid applies it twice', async (t) => {
  const text = losing('sigmoid', '{ "name": "binary_crossentropy", "from_logits": true }');
  assert.deepEqual(await said(t, text), [
    [
      'warning',
      'loss.doubleActivation',
      'end',
      'With "from_logits" binary_crossentropy applies the sigmoid itself, but end already ends in a sigmoid: both are applied, one after the other. The gradients are those of that cost, and it is hardly the cost that was meant. Make the activation of end "linear", or take "from_logits" away.',
    ],
  ]);
  assert.deepEqual(await said(t, text.replace('"activation": "sigmoid"', '"activation": "linear"')), []);
});

test('a loss on probabilities after another activation', async (t) => {
  const [, [severity, code, layer, message] = []] = await said(t, losing('linear', '"binary_crossentropy"'));
  assert.deepEqual(
    [severity, code, layer, message],
    [
      'warning',
      'loss.notProbabilities',
      'end',
      'binary_crossentropy takes the logarithm of probabilities, but the activation of end is linear, which also gives numbers below 0 or above 1. Make it "sigmoid"; or let the loss work from logits, as { "name": "binary_crossentropy", "from_logits": true }.',
    ],
  );
  assert.deepEqual(await said(t, losing('sigmoid', '"binary_crossentropy"')), []);
  assert.deepEqual(await said(t, losing('tanh', '"mse"')), []);
});

test('a cost that is not finite is said once, and nothing passes', async (t) => {
  const report = await reportOf(await folderOfData(t), losing('linear', '"binary_crossentropy"'));
  assert.deepEqual([report.verdict, report.loss], ['inconclusive', null]);
  assert.deepEqual(
    report.diagnostics
      .filter(({ code }) => code === 'cost.notFinite')
      .map(({ severity, message }) => [severity, message]),
    [
      [
        'warning',
        'The cost is NaN on these examples, so that no derivative of it can be measured and no layer was tested. A probability of exactly 0 or 1 or an overflow does this: scale the features ("scale" in "dataset"), start from smaller weights, or let the loss work from logits ({ "name": …, "from_logits": true } with a linear last layer).',
      ],
    ],
  );
});

test('saturated units leave a layer untested', async (t) => {
  const text = `{ ${data.replace('"examples"', '"scale": 1e-6, "examples"')}, "model": [2, 3, 1] }`;
  const report = await reportOf(await folderOfData(t), text);
  assert.deepEqual(
    report.layers.map(({ verdict, difference, interval }) => [verdict, interval === null && difference]),
    [
      ['vacuous', null],
      ['pass', false],
    ],
  );
  assert.deepEqual(
    report.diagnostics.map(({ severity, code, message }) => [severity, code, message]),
    [
      [
        'warning',
        'gradient.vacuous',
        'hidden1: not tested. The analytical and the numerical gradient of the kernel are both zero, so that any backward pass would agree. All 3 units are saturated on these examples: what flows in is so large that the activation is flat. The features go up to 2,000,000: scale them, as with "scale": 2000000 in "dataset", which divides them by it. Or start from smaller weights ("initializer"). The same holds for its bias.',
      ],
    ],
  );
  assert.deepEqual([report.verdict, report.classical?.pass], ['vacuous', true]);
});

test('a layer whose inputs are all zero is not blamed for it', async (t) => {
  const text = `{ ${data.replace('"x"', '"zero"')}, "model": { "layers": [{ "type": "Dense", "name": "out", "units": 1, "activation": "sigmoid" }] } }`;
  const [[severity, code, , message] = []] = await said(t, text);
  assert.deepEqual(
    [severity, code, message],
    [
      'warning',
      'gradient.vacuous',
      'out: not tested. The analytical and the numerical gradient of the kernel are both zero, so that any backward pass would agree. All that flows into the layer is zero on these examples: look at the layer before it, or at the features. Its bias passes.',
    ],
  );
});

test('correct gradients that the step cannot show are inconclusive, with a step that would', async (t) => {
  const text = deep.replace('"model"', '"check": { "method": "forward", "epsilon": 1e-4 }, $&');
  const report = await reportOf(await folderOfData(t), text);
  assert.deepEqual([report.verdict, report.classical?.pass], ['inconclusive', false]);
  const [first] = report.diagnostics;
  assert.deepEqual([first?.severity, first?.code], ['warning', 'gradient.step']);
  assert.match(
    first?.message ?? '',
    /^first: not decided by this step\. With forward differences and ε = 1e-4 the normalised difference of the (kernel|bias) is [\d.e-]+, above the threshold 1e-7, but the error is the step's own: derivatives without a step agree to [\d.e-]+\. Set "method": "central" and "epsilon": 1e-4, or leave "epsilon" out\./,
  );
});
