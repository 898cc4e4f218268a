import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { FrameArray } from '../../src/subjects/process/frame.ts';
import { userFolder } from './support/folders.ts';
import { JavascriptRunner, type Opened } from './support/javascriptRunner.ts';

async function opened(
  t: TestContext,
  text: string,
  header: object = {},
  arrays: readonly FrameArray[] = [],
): Promise<{ runner: JavascriptRunner; found: Opened }> {
  const runner = new JavascriptRunner(t);
  const file = join(userFolder(t, { 'nn.mjs': text }), 'nn.mjs');
  return { runner, found: await runner.open(file, header, arrays) };
}

const codes = ({ notes }: Opened) => notes.map(({ code, place }) => [code, place?.line]);
const problems = ({ untested }: Opened) =>
  untested.map(({ layer, severity, problem }) => [layer, severity, problem.code, problem.place?.line]);

test('a function that draws is given the same numbers each time', async (t) => {
  const { runner, found } = await opened(
    t,
    `export function dropoutForward(x, p = 0.4) {
  const mask = x.map((row) => row.map(() => (Math.random() < p ? 0 : 1 / (1 - p))));
  return [x.map((row, n) => row.map((z, i) => z * mask[n][i])), mask];
}
export function dropoutBackward(dout, mask) {
  return dout.map((row, n) => row.map((d, i) => d * mask[n][i]));
}`,
  );
  assert.deepEqual(codes(found), [['code.seeded', 1]]);
  assert.deepEqual(await runner.verdicts(found), { 'dropout.x': 'pass' });
});

test('arrays that a pass writes into are put back, and the pass is named', async (t) => {
  const { runner, found } = await opened(
    t,
    `export function squareForward(x) {
  for (const row of x) for (let i = 0; i < row.length; i++) row[i] *= row[i];
  return x;
}
export function squareBackward(dout, x) {
  return dout.map((row, n) => row.map((d, i) => 2 * d * x[n][i]));
}`,
  );
  assert.deepEqual(codes(found), [['code.mutates', 1]]);
  assert.deepEqual(await runner.verdicts(found), { 'square.x': 'pass' });
  const entries = [...Array(15).keys()];
  assert.deepEqual([...new Set(await runner.costs(0, entries, [0]))], [found.targets[0]?.cost]);
});

test('rows that cannot be checked say why, at their line', async (t) => {
  const { found } = await opened(
    t,
    `const rows = (x, f) => x.map((row, n) => row.map((z, i) => f(z, n, i)));
let calls = 0;
export const countForward = (x) => rows(x, (z) => z * ++calls);
export const countBackward = (dout) => rows(dout, (d) => d);
export const sinForward = (x) => [rows(x, Math.sin), x];
export function sinBackward(dout, x) {
  // to be written
}
export const cosForward = (x) => [rows(x, Math.cos), x];
export function cosBackward(dout, x) {
  throw new Error('not implemented');
}
export const expForward = (x) => [rows(x, Math.exp), x];
export const expBackward = (dout, x) => rows(dout, () => 0);
export const tanForward = (x) => [rows(x, Math.tan), x];
export const tanBackward = (dout, x) => rows(dout, (d, n, i) => d / Math.cos(xx[n][i]) ** 2);
export const logForward = (x) => [rows(x, (z) => 3 * z), x];
export const logBackward = (dout, x) => process.exit(1);
export const absForward = (x, grid) => [rows(x, (z, n, i) => z * grid.cells.deep[n][i].size), x];
export const absBackward = (dout, x) => dout;`,
  );
  assert.deepEqual(problems(found), [
    ['count', 'warning', 'code.random', 3],
    ['sin', 'warning', 'code.notImplemented', 6],
    ['cos', 'warning', 'code.notImplemented', 11],
    ['exp', 'warning', 'code.notImplemented', 14],
    ['tan', 'error', 'code.raised', 16],
    ['log', 'error', 'code.exited', 18],
    ['abs', 'warning', 'code.unsure', 20],
  ]);
  const [, , , , tan, , abs] = found.untested;
  assert.match(
    tan?.problem.message ?? '',
    /tanBackward threw ReferenceError: xx is not defined, in nn\.mjs line 16/,
  );
  assert.match(
    abs?.problem.message ?? '',
    /"code": \{ "functions": \{ "abs": \{ "forward": "absForward", "backward": "absBackward", "arguments": \{ "x": /,
  );
});

test('the line of an error is the innermost one of the files of the user', async (t) => {
  const folder = userFolder(t, {
    'nn.mjs': `import { half } from './half.mjs';
export const halfForward = (x) => x.map((row) => row.map((z) => z / 2));
export const halfBackward = (dout) => dout.map((row) => row.map(half));`,
    'half.mjs': `export function half(d) {
  return JSON.parse('{' + d);
}`,
  });
  const { untested } = await new JavascriptRunner(t).open(join(folder, 'nn.mjs'));
  assert.equal(untested[0]?.problem.code, 'code.raised');
  assert.equal(untested[0]?.problem.place?.file, join(folder, 'half.mjs'));
  assert.equal(untested[0]?.problem.place?.line, 2);
});

const linear = `export function linear(x, w, { scale, shift = 0 }) {
  return { y: x.map((row) => w[0].map((_, j) => scale * row.reduce((s, z, i) => s + z * w[i][j], shift))) };
}
export function linearGradient(dy, x, w, { scale }) {
  const dx = x.map((row, n) => row.map((_, i) => scale * w[i].reduce((s, v, j) => s + v * dy[n][j], 0)));
  return { dx, dw: w.map((row, i) => row.map((_, j) => scale * x.reduce((s, r, n) => s + r[i] * dy[n][j], 0))) };
}`;

test('functions are checked as the config spells them out', async (t) => {
  const x = {
    values: [
      [1, 2],
      [3, 5],
      [8, 13],
    ],
    shape: [3, 2],
  };
  const { runner, found } = await opened(t, linear, {
    code: {
      functions: {
        mine: {
          forward: 'linear',
          backward: 'linearGradient',
          arguments: { x, w: { shape: [2, 4], scale: 0.1 } },
        },
      },
      extra: { scale: 3 },
    },
  });
  assert.deepEqual(
    found.tensors.map(({ layer, name, shape }) => [layer, name, shape]),
    [
      ['mine', 'x', [3, 2]],
      ['mine', 'w', [2, 4]],
    ],
  );
  assert.deepEqual([...(found.values[0]?.data ?? [])], [1, 2, 3, 5, 8, 13]);
  assert.ok(found.values[1]?.data.every((value) => Math.abs(value) < 0.5));
  assert.deepEqual(await runner.verdicts(found), { 'mine.x': 'pass', 'mine.w': 'pass' });
});

test('names of the config that are not there get the nearest that are', async (t) => {
  const { found } = await opened(t, linear, {
    code: {
      functions: {
        mine: { forward: 'linaer', backward: 'linearGradient' },
        half: { forward: 'linear' },
      },
    },
  });
  assert.deepEqual(
    problems(found).map(([layer, , code]) => [layer, code]),
    [
      ['mine', 'code.unknownName'],
      ['half', 'code.unknownName'],
    ],
  );
  assert.match(found.untested[0]?.problem.message ?? '', /There are linear, linearGradient\./);
  assert.match(found.untested[1]?.problem.message ?? '', /has a "forward" and no "backward"/);
  const { found: classes } = await opened(t, `${linear}\nexport class Dense {}`, {
    code: { classes: { one: { class: 'Dens' } } },
  });
  assert.match(classes.untested[0]?.problem.message ?? '', /no class Dens\. There are Dense\./);
  const { found: network } = await opened(t, linear, { code: { backward: 'gradients' } });
  assert.equal(network.error?.code, 'code.unknownName');
});

test('weights in single precision are held in double', async (t) => {
  const { runner, found } = await opened(
    t,
    `export class Scale {
  constructor(size) {
    this.gain = Float32Array.from({ length: size }, (_, i) => 0.1 + 0.3 * i);
  }
  forward(x) {
    this.x = x;
    return x.map((row) => row.map((z, i) => z * this.gain[i]));
  }
  backward(dout) {
    this.gainGradient = Array.from(this.gain, (_, i) => dout.reduce((s, row, n) => s + row[i] * this.x[n][i], 0));
    return dout.map((row) => row.map((d, i) => d * this.gain[i]));
  }
}`,
  );
  assert.deepEqual(await runner.verdicts(found), { 'Scale.x': 'pass', 'Scale.gain': 'pass' });
});

const updating = (first: string, second: string) => `export class Dense {
  constructor(inputs, outputs) {
    this.weights = Array.from({ length: inputs }, () => Array.from({ length: outputs }, () => Math.random()));
    this.learningRate = 0.01;
  }
  forward(x) {
    this.x = x;
    return this.weights[0].map((_, j) => x.reduce((sum, z, i) => sum + z * this.weights[i][j], 0));
  }
  move(error) {
    this.weights = this.weights.map((row, i) => row.map((w, j) => w - this.learningRate * error[j] * this.x[i]));
  }
  back(error) {
    return this.weights.map((row) => row.reduce((sum, w, j) => sum + w * error[j], 0));
  }
  backward(error) {
    ${first}
    ${second}
    return dx;
  }
}`;

test('a layer that updates itself is read off its steps, at two learning rates', async (t) => {
  const right = await opened(t, updating('const dx = this.back(error);', 'this.move(error);'));
  assert.equal(right.found.targets[0]?.convention, 'layer object that updates itself');
  assert.deepEqual(codes(right.found), []);
  assert.deepEqual(await right.runner.verdicts(right.found), { 'Dense.x': 'pass', 'Dense.weights': 'pass' });
  const wrong = await opened(t, updating('this.move(error);', 'const dx = this.back(error);'));
  assert.deepEqual(codes(wrong.found), [['code.updatedBeforeUse', 16]]);
  assert.deepEqual(await wrong.runner.verdicts(wrong.found), { 'Dense.x': 'fail', 'Dense.weights': 'pass' });
});

const network = `const dot = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((s, v, k) => s + v * b[k][j], 0)));
const flip = (a) => a[0].map((_, j) => a.map((row) => row[j]));
export function initParams(sizes) {
  const params = {};
  for (let l = 1; l < sizes.length; l++) {
    params['W' + l] = Array.from({ length: sizes[l] }, () => new Array(sizes[l - 1]).fill(0));
    params['b' + l] = Array.from({ length: sizes[l] }, () => [0]);
  }
  return params;
}
export function forward(X, params) {
  const A1 = dot(params.W1, X).map((row, i) => row.map((z) => Math.tanh(z + params.b1[i][0])));
  const A2 = dot(params.W2, A1).map((row, i) => row.map((z) => z + params.b2[i][0]));
  return { A1, A2 };
}
export function backward(X, Y, params, cache) {
  const { A1, A2 } = cache;
  const m = X[0].length;
  const dZ2 = A2.map((row, i) => row.map((a, j) => (a - Y[i][j]) / m));
  const dZ1 = dot(flip(params.W2), dZ2).map((row, i) => row.map((d, j) => d * (1 - A1[i][j] ** 2)));
  const sums = (d) => d.map((row) => [row.reduce((a, b) => a + b, 0)]);
  return { dW1: dot(dZ1, flip(X)), db1: sums(dZ1), dW2: dot(dZ2, flip(A1)), db2: sums(dZ2) };
}`;

/** A model of 2, 3 and 1 units, and four examples. */
const model = {
  header: {
    layers: [],
    tensors: [
      { layer: 'hidden', type: 'Dense', name: 'kernel' },
      { layer: 'hidden', type: 'Dense', name: 'bias' },
      { layer: 'output', type: 'Dense', name: 'kernel' },
      { layer: 'output', type: 'Dense', name: 'bias' },
    ],
  },
  arrays: Object.entries({
    x: [
      [4, 2],
      [0.5, -1, 0.3, 0.8, -0.2, 0.9, 1.2, -0.7],
    ],
    y: [[4], [0, 1, 1, 0]],
    'hidden/kernel': [
      [2, 3],
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
    ],
    'hidden/bias': [[3], [0.7, -0.8, 0.9]],
    'output/kernel': [
      [3, 1],
      [1.1, -1.2, 1.3],
    ],
    'output/bias': [[1], [0.25]],
  }).map(
    ([name, [shape, data]]): FrameArray => ({
      name,
      shape: shape as number[],
      data: Float64Array.from(data as number[]),
    }),
  ),
};

test('a network takes the parameters of the config in its own layout, and its cost is found', async (t) => {
  const { runner, found } = await opened(t, network, model.header, model.arrays);
  assert.deepEqual(
    found.tensors.map(({ layer, name, own, shape }) => [layer, name, own, shape]),
    [
      ['hidden', 'kernel', 'W1', [3, 2]],
      ['hidden', 'bias', 'b1', [3, 1]],
      ['output', 'kernel', 'W2', [1, 3]],
      ['output', 'bias', 'b2', [1, 1]],
    ],
  );
  assert.deepEqual([...(found.values[0]?.data ?? [])], [0.1, 0.4, 0.2, 0.5, 0.3, 0.6]);
  assert.deepEqual(codes(found), [['code.costGuessed', undefined]]);
  assert.match(found.notes[0]?.message ?? '', /Σ \(a − y\)² \/ 2m/);
  assert.deepEqual([...new Set(Object.values(await runner.verdicts(found)))], ['pass']);

  const squares = [0, 1, 1, 0].map((y, n) => {
    const x = [...(model.arrays[0]?.data ?? [])].slice(2 * n, 2 * n + 2) as [number, number];
    const hidden = [0, 1, 2].map((j) =>
      Math.tanh(x[0] * [0.1, 0.2, 0.3][j]! + x[1] * [0.4, 0.5, 0.6][j]! + [0.7, -0.8, 0.9][j]!),
    );
    return (hidden[0]! * 1.1 - hidden[1]! * 1.2 + hidden[2]! * 1.3 + 0.25 - y) ** 2;
  });
  const cost = squares.reduce((a, b) => a + b, 0) / 8;
  assert.ok(Math.abs((found.targets[0]?.cost ?? 0) - cost) < 1e-15);
});

test('parameters that do not fit the layers of the config are shown beside them', async (t) => {
  const header = { ...model.header, tensors: model.header.tensors.slice(0, 3) };
  const { found } = await opened(t, network, header, model.arrays.slice(0, 5));
  assert.deepEqual(problems(found), [['backward', 'error', 'code.parameters', undefined]]);
  const { message } = found.untested[0]?.problem ?? { message: '' };
  assert.match(message, /The code has W1 \(3, 2\), b1 \(3, 1\), W2 \(1, 3\), b2 \(1, 1\)/);
  assert.match(message, /the config has hidden kernel \(2, 3\), hidden bias \(3\), output kernel \(3, 1\)/);
  assert.match(message, /"code": \{ "parameters": \{ "hidden": \["W1", "b1"\]/);
});
