import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type ArrayFixture, writeHdf5 } from './support/dataFixtures.ts';
import { marked, onlyError, reportOf } from './support/runFixtures.ts';

/**
 * Two linear layers of one unit, mean squared error, x = (1, 2), y = (0, 1), by hand: h = 2x, ŷ = h/2 + 1/4, so that
 * both errors are 5/4 and J = 25/16; dJ/dŷ = 5/4 each, dW2 = 5/4 · (2 + 4), db2 = 5/2, dW1 = 5/8 · (1 + 2), db1 = 5/4.
 */
const text = `{
  "model": {
    "layers": [
      { "type": "Dense", "name": "hidden", "units": 1 },
      { "type": "Dense", "name": "out", "units": 1 },
    ],
    "loss": "mse",
  },
  "code": { "recorded": "data.h5" },
}`;

const value = (...values: number[]): ArrayFixture => ({ data: Float64Array.from(values) });
const kernel = (element: number): ArrayFixture => ({ ...value(element), shape: [1, 1] });
const recorded: Readonly<Record<string, ArrayFixture>> = {
  'batch/x': { ...value(1, 2), shape: [2, 1] },
  'batch/y': value(0, 1),
  'parameters/hidden/kernel': kernel(2),
  'parameters/hidden/bias': value(0),
  'parameters/out/kernel': kernel(0.5),
  'parameters/out/bias': value(0.25),
  'gradients/hidden/kernel': kernel(1.875),
  'gradients/hidden/bias': value(1.25),
  'gradients/out/kernel': kernel(7.5),
  'gradients/out/bias': value(2.5),
};

/** The report on those arrays, some replaced, or left out where null. */
async function reportWith(
  t: TestContext,
  changes: Readonly<Record<string, ArrayFixture | null>> = {},
  config = text,
) {
  const arrays = Object.entries({ ...recorded, ...changes }).flatMap(([path, array]) =>
    array === null ? [] : [[path, array] as const],
  );
  return reportOf(dirname(await writeHdf5(t, Object.fromEntries(arrays))), config);
}

test('correct recorded gradients pass, on the recorded batch and parameters', async (t) => {
  const report = await reportWith(t);
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(report.subject, { kind: 'recorded', file: 'data.h5' });
  assert.deepEqual(report.examples, []);
  assert.equal(report.loss, 1.5625);
  assert.deepEqual(
    report.layers.flatMap(({ parameters }) => parameters.map((tensor) => tensor.analytical_norm)),
    [1.875, 1.25, 7.5, 2.5],
  );
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.culprit, null);
});

test('a doubled kernel gradient fails at its layer and at no other', async (t) => {
  const report = await reportWith(t, { 'gradients/hidden/kernel': kernel(3.75) });
  assert.deepEqual(
    report.layers.map(({ name, verdict, role }) => [name, verdict, role]),
    [
      ['hidden', 'fail', 'culprit'],
      ['out', 'pass', 'none'],
    ],
  );
  const [hidden] = report.layers;
  assert.ok(Math.abs((hidden?.difference as number) - 1 / 3) < 1e-9);
  assert.deepEqual(hidden?.interval, [hidden?.difference, hidden?.difference]);
  assert.deepEqual(
    hidden?.parameters.map(({ verdict }) => verdict),
    ['fail', 'pass'],
  );
  assert.deepEqual([report.verdict, report.culprit, report.culprits], ['fail', 'hidden', ['hidden']]);
  const [diagnostic, ...others] = report.diagnostics;
  assert.deepEqual(others, []);
  assert.deepEqual(
    [diagnostic?.severity, diagnostic?.code, diagnostic?.layer, diagnostic?.related],
    ['error', 'gradient.mismatch', 'hidden', []],
  );
  assert.equal(
    diagnostic?.message,
    'hidden: the analytical gradient of the kernel is not the derivative of the cost. It is 2 times the numerical one. Their normalised difference is 0.33, the threshold 1e-7. Worst entry [0, 0]: analytical 3.75, numerical 1.875. Its bias passes.',
  );
  assert.equal(marked(text, diagnostic), '{ "type": "Dense", "name": "hidden", "units": 1 }');
});

test('of two failing layers the one nearer to the output comes first', async (t) => {
  const report = await reportWith(t, {
    'gradients/hidden/kernel': kernel(-1.875),
    'gradients/out/bias': value(5),
  });
  assert.deepEqual([report.culprit, report.culprits], ['out', ['out']]);
  assert.deepEqual(
    report.diagnostics.map(({ layer, message }) => [layer, message]),
    [
      [
        'hidden',
        'hidden: the analytical gradient of the kernel is not the derivative of the cost. It is the numerical one with the opposite sign. Their normalised difference is 1, the threshold 1e-7. Worst entry [0, 0]: analytical -1.875, numerical 1.875. Its bias passes. An error in out can reach this layer too: mend out first.',
      ],
      [
        'out',
        'out: the analytical gradient of the bias is not the derivative of the cost. It is 2 times the numerical one. Their normalised difference is 0.33, the threshold 1e-7. Worst entry [0]: analytical 5, numerical 2.5. Its kernel passes.',
      ],
    ],
  );
  const [related] = report.diagnostics[0]?.related ?? [];
  assert.equal(related?.message, 'out fails nearer to the output');
  assert.deepEqual(related?.location, report.layers[1]?.location);
});

test('NaN in a recorded gradient is wrong, and the report still holds numbers or null', async (t) => {
  const report = await reportWith(t, { 'gradients/out/bias': value(Number.NaN) });
  const [, out] = report.layers;
  assert.deepEqual(
    [report.verdict, report.difference, out?.verdict, out?.difference],
    ['fail', null, 'fail', null],
  );
  assert.deepEqual(out?.parameters[1]?.worst?.analytical, null);
  assert.deepEqual(report.classical, { difference: null, threshold: 1e-7, pass: false });
  assert.equal(
    report.diagnostics[0]?.message,
    'out: the analytical gradient of the bias holds NaN or infinity, although the cost is finite. Look for a division by zero, a logarithm of zero or an overflow in the backward pass. Its kernel passes.',
  );
  assert.equal(report.diagnostics[0]?.code, 'gradient.notFinite');
});

test('a gradient of zeros where the numerical one is not is wrong', async (t) => {
  const report = await reportWith(t, { 'gradients/out/kernel': kernel(0) });
  assert.deepEqual([report.verdict, report.culprit], ['fail', 'out']);
  assert.equal(report.layers[1]?.parameters[0]?.difference, 1);
  assert.equal(report.parameters.nonzero, 3);
});

test('a gradient that is not there', async (t) => {
  const diagnostic = onlyError(await reportWith(t, { 'gradients/out/bias': null }));
  assert.equal(diagnostic.code, 'recorded.missing');
  assert.equal(
    diagnostic.message,
    'There is no gradient for the bias of out: expected "gradients/out/bias" or "db2". The file holds batch/x (2, 1), batch/y (2,), gradients/hidden/bias (1,), gradients/hidden/kernel (1, 1), gradients/out/kernel (1, 1), parameters/hidden/bias (1,), parameters/hidden/kernel (1, 1), parameters/out/bias (1,), parameters/out/kernel (1, 1). Write that array too, or mend the layers of the config.',
  );
  assert.equal(marked(text, diagnostic), '"data.h5"');
});

test('some parameters without the others', async (t) => {
  const diagnostic = onlyError(await reportWith(t, { 'parameters/out/bias': null }));
  assert.equal(diagnostic.code, 'recorded.missing');
  assert.match(
    diagnostic.message,
    /^There is no value for the bias of out: expected "parameters\/out\/bias" or "b2"\./,
  );
});

test('a gradient of another shape', async (t) => {
  const diagnostic = onlyError(
    await reportWith(t, { 'gradients/out/kernel': { ...value(1, 2), shape: [1, 2] } }),
  );
  assert.equal(diagnostic.code, 'recorded.shape');
  assert.equal(
    diagnostic.message,
    'gradients/out/kernel has shape (1, 2), but the kernel of out has (1, 1) as (inputs, units). Write the arrays of this very network, or mend the layers of the config.',
  );
  assert.equal(marked(text, diagnostic), '"data.h5"');
});

test('parameters that are no numbers', async (t) => {
  const diagnostic = onlyError(await reportWith(t, { 'parameters/out/bias': value(Infinity) }));
  assert.equal(diagnostic.code, 'recorded.notFinite');
  assert.equal(
    diagnostic.message,
    'parameters/out/bias holds Infinity (entry 0). A gradient can only be checked at parameters that are numbers: write the parameters of a step before training diverged.',
  );
});

test('a recorded batch without labels, and one with NaN', async (t) => {
  const missing = onlyError(await reportWith(t, { 'batch/y': null }));
  assert.equal(marked(text, missing), '"data.h5"');
  assert.match(missing.message, /^The file has \/batch\/x but no \/batch\/y\./);
  const nan = onlyError(await reportWith(t, { 'batch/x': { ...value(1, Number.NaN), shape: [2, 1] } }));
  assert.equal(marked(text, nan), '"data.h5"');
  assert.equal(
    nan.message,
    'batch/x holds NaN in example 1 at [0]. Mend the data, or choose other `examples`.',
  );
});

test('without parameters those of the config are used, and it is said', async (t) => {
  const none = Object.fromEntries(
    Object.keys(recorded)
      .filter((path) => path.startsWith('parameters/'))
      .map((path) => [path, null]),
  );
  const constant = (value: number) => `{ "name": "constant", "value": ${value} }`;
  const own = text
    .replace(
      '"name": "hidden", "units": 1',
      `$&, "kernel_initializer": ${constant(2)}, "bias_initializer": "zeros"`,
    )
    .replace(
      '"name": "out", "units": 1',
      `$&, "kernel_initializer": ${constant(0.5)}, "bias_initializer": ${constant(0.25)}`,
    );
  const report = await reportWith(t, none, own);
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(
    report.diagnostics.map(({ severity, code, message }) => [severity, code, message]),
    [
      [
        'information',
        'recorded.parameters',
        'The recorded file has no parameters, so those of this config were used. Write /parameters/<layer>/kernel and /bias beside the gradients, to be sure that both sides mean the same point.',
      ],
    ],
  );
});

test('without a batch the examples of the config are used, and it is said', async (t) => {
  const own = text.replace(
    '"code"',
    '"dataset": { "file": "data.h5", "features": "x", "labels": "y", "examples": [1, 2] },\n  $&',
  );
  const changes = {
    'batch/x': null,
    'batch/y': null,
    x: { ...value(9, 1, 2), shape: [3, 1] },
    y: value(9, 0, 1),
  };
  const report = await reportWith(t, changes, own);
  assert.deepEqual([report.verdict, report.examples, report.loss], ['pass', [1, 2], 1.5625]);
  assert.deepEqual(
    report.diagnostics.map(({ severity, code, message }) => [severity, code, message]),
    [
      [
        'information',
        'recorded.batch',
        'The recorded file has no batch, so the examples that this config draws were used. Its gradients must be those of the same examples, in /batch/x and /batch/y if in doubt.',
      ],
    ],
  );
});

test('with neither a batch nor a dataset', async (t) => {
  const diagnostic = onlyError(await reportWith(t, { 'batch/x': null, 'batch/y': null }));
  assert.equal(diagnostic.code, 'recorded.batch');
  assert.equal(
    diagnostic.message,
    'data.h5 holds no batch, and the config names no dataset. Write the examples beside the gradients, as /batch/x and /batch/y; or add a dataset, such as "dataset": { "file": "data/train.h5" }.',
  );
});

/** The same network as one layer of two inputs: ŷ = x·(1, 1/2), x = ((1, 2)), y = 0, so J = 4, dW = 4 x, db = 4. */
const wide = text.replace('{ "type": "Dense", "name": "hidden", "units": 1 },', '');
const flat = {
  'batch/x': { ...value(1, 2), shape: [1, 2] },
  'batch/y': value(0),
  W1: { ...value(1, 0.5), shape: [1, 2] },
  b1: { ...value(0), shape: [1, 1] },
  dW1: { ...value(4, 8), shape: [1, 2] },
  db1: { ...value(4), shape: [1, 1] },
};

test('flat names keep kernels as (units, inputs), biases as (units, 1)', async (t) => {
  const folder = dirname(await writeHdf5(t, flat));
  const report = await reportOf(folder, wide);
  assert.deepEqual([report.verdict, report.loss, report.diagnostics], ['pass', 4, []]);
  assert.deepEqual(
    report.layers[0]?.parameters.map(({ name, shape }) => [name, shape]),
    [
      ['kernel', [1, 2]],
      ['bias', [1, 1]],
    ],
  );
});

test('a transposed kernel is recognised by its shape, and it is said', async (t) => {
  const folder = dirname(await writeHdf5(t, { ...flat, dW1: { ...value(4, 9), shape: [2, 1] } }));
  const report = await reportOf(folder, wide);
  assert.equal(report.verdict, 'fail');
  assert.deepEqual(report.layers[0]?.parameters[0]?.worst?.index, [1, 0]);
  assert.deepEqual(report.diagnostics.map(({ code, layer, message }) => [code, layer, message]).slice(1), [
    ['recorded.layout', 'out', 'dW1 (2, 1) was taken as (inputs, units), by its shape.'],
  ]);
});
