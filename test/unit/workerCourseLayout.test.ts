import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type ArrayFixture, writeHdf5 } from './support/dataFixtures.ts';
import { reportOf } from './support/runFixtures.ts';

/**
 * Two linear layers without biases as courses write them, examples in columns and W as (units, inputs):
 * H = W1 X, Ŷ = W2 H, J = Σ (Ŷ − Y)² / n, so that G = 2 (Ŷ − Y)/n, dW2 = G Hᵀ, dW1 = W2ᵀ G Xᵀ.
 */
type Matrix = readonly (readonly number[])[];

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    (b[0] as readonly number[]).map((_, j) => row.reduce((sum, v, i) => sum + v * (b[i]?.[j] as number), 0)),
  );
const turned = (a: Matrix): Matrix =>
  (a[0] as readonly number[]).map((_, j) => a.map((row) => row[j] as number));
const stored = (a: Matrix): ArrayFixture => ({
  data: Float64Array.from(a.flat()),
  shape: [a.length, (a[0] as readonly number[]).length],
});

const X: Matrix = [
  [0.5, -1, 2, 0.25],
  [1, 0.75, -0.5, 0.1],
];
/** One-hot, a column for each of the four examples. */
const Y: Matrix = [
  [1, 0, 0, 1],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
const W1: Matrix = [
  [0.3, -0.2],
  [0.1, 0.4],
  [-0.5, 0.6],
];
const W2: Matrix = [
  [0.2, 0.7, -0.1],
  [-0.3, 0.5, 0.9],
  [0.8, -0.6, 0.4],
];
const H = times(W1, X);
const G = times(W2, H).map((row, i) => row.map((v, j) => (2 * (v - (Y[i]?.[j] as number))) / 12));
const dW2 = times(G, turned(H));
const dW1 = times(turned(W2), times(G, turned(X)));

const text = `{
  "model": {
    "layers": [
      { "type": "Dense", "name": "one", "units": 3, "use_bias": false },
      { "type": "Dense", "name": "two", "units": 3, "use_bias": false },
    ],
    "loss": "mse",
  },
  "code": { "recorded": "data.h5" },
}`;

async function verdict(t: TestContext, arrays: Readonly<Record<string, ArrayFixture>>) {
  const report = await reportOf(dirname(await writeHdf5(t, arrays)), text);
  return [report.verdict, ...report.diagnostics.map(({ severity, code }) => `${severity} ${code}`)];
}

test('a recorded batch of columns with one-hot labels in columns is read whole', async (t) => {
  const course = { W1: stored(W1), W2: stored(W2), dW1: stored(dW1), dW2: stored(dW2) };
  assert.deepEqual(await verdict(t, { ...course, 'batch/x': stored(X), 'batch/y': stored(Y) }), ['pass']);
});

test('a square kernel has the layout that the other kernels of its file show', async (t) => {
  const named = {
    'batch/x': stored(turned(X)),
    'batch/y': stored(turned(Y)),
    'parameters/one/kernel': stored(W1),
    'parameters/two/kernel': stored(W2),
    'gradients/one/kernel': stored(dW1),
    'gradients/two/kernel': stored(dW2),
  };
  assert.deepEqual(await verdict(t, named), ['pass', ...Array(4).fill('information recorded.layout')]);
  const asNetwork = {
    ...named,
    'parameters/one/kernel': stored(turned(W1)),
    'parameters/two/kernel': stored(turned(W2)),
    'gradients/one/kernel': stored(turned(dW1)),
    'gradients/two/kernel': stored(turned(dW2)),
  };
  assert.deepEqual(await verdict(t, asNetwork), ['pass']);
});

test('a batch without labels says where they belong', async (t) => {
  const report = await reportOf(
    dirname(await writeHdf5(t, { 'batch/x': stored(X), W1: stored(W1), dW1: stored(dW1) })),
    text,
  );
  assert.equal(
    report.error?.message,
    'The file has /batch/x but no /batch/y. Write the labels of the same examples there, one for each.',
  );
});
