import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LayerSpec } from '../../src/core/layers/buildLayer.ts';
import type { NetworkTensor } from '../../src/core/network.ts';
import { Problem } from '../../src/core/problem.ts';
import { RecordedSubject } from '../../src/subjects/recordedSubject.ts';
import { missingTensor, type StoredTensor, storedTensor } from '../../src/subjects/storedTensors.ts';
import { build, type NetworkCase } from './oracle/networkCase.ts';
import { outcome, verdictLines } from './oracle/verdicts.ts';
import { type ArrayFixture, sourceOf } from './support/dataFixtures.ts';

/** y = x W + b with as many units as inputs, one example: dJ/dW and dJ/db have a closed form. */
function linear(inputs: number, units: number): NetworkCase {
  const layer: LayerSpec = {
    type: 'Dense',
    name: 'only',
    units,
    activation: { name: 'linear' },
    use_bias: true,
    kernel_initializer: { name: 'glorot_uniform' },
    bias_initializer: { name: 'random_normal', mean: 0, stddev: 0.1 },
  };
  return {
    seed: 3,
    inputShape: [inputs],
    m: 1,
    layers: [layer],
    l2: 0,
    loss: { name: 'mean_squared_error', from_logits: false },
    x: Array.from({ length: inputs }, (_, i) => 0.3 + i / 7),
    labels: { shape: [1, units], data: Array.from({ length: units }, (_, j) => (j - 1) / 3) },
  };
}

/** dJ/dW as rows of inputs, and dJ/db, of J = Σ (y − t)² / units: by hand, not by backpropagation. */
function byHand(from: NetworkCase) {
  const { network } = build(from);
  const [kernel, bias] = network.tensors.map(({ parameter }) => parameter.values);
  const units = bias?.length ?? 0;
  const db = Array.from({ length: units }, (_, j) => {
    const y = from.x.reduce((sum, x, i) => sum + x * (kernel?.[i * units + j] ?? 0), bias?.[j] ?? 0);
    return (2 / units) * (y - (from.labels.data[j] ?? 0));
  });
  return { db, rows: from.x.map((x) => db.map((slope) => x * slope)), network };
}

const transpose = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
const double = (values: readonly number[], ...shape: number[]): ArrayFixture => ({
  data: Float64Array.from(values),
  shape,
});

/** The gradients of a network with one layer as a file holds them. */
async function gradientsOf(t: TestContext, from: NetworkCase, arrays: Record<string, ArrayFixture>) {
  const { network, subject } = build(from);
  const source = await sourceOf(t, arrays);
  const stored = network.tensors.map(
    (tensor) => storedTensor(source, tensor, 1, 'gradients') as StoredTensor,
  );
  return { stored, subject: new RecordedSubject(subject, stored) };
}

const free = { step: { method: 'central', epsilon: 1e-4 }, stepIsFixed: false, threshold: 1e-7 } as const;

test('a square kernel named by its layer is (inputs, units), one named dW1 is (units, inputs); the other way fails', async (t) => {
  const from = linear(3, 3);
  const { rows, db } = byHand(from);
  const asUnits = transpose(rows).flat();
  const asInputs = rows.flat();
  const names = { layered: 'gradients/only', flat: 'd' };
  const verdict = async (kernelName: string, biasName: string, kernel: number[]) => {
    const { subject } = await gradientsOf(t, from, {
      [kernelName]: double(kernel, 3, 3),
      [biasName]: double(db, 3),
    });
    const result = await outcome(subject, free);
    return verdictLines(result).map((line) => line.split(' ')[1]);
  };
  const layered = [`${names.layered}/kernel`, `${names.layered}/bias`] as const;
  assert.deepEqual(await verdict(...layered, asInputs), ['pass', 'pass']);
  assert.deepEqual(await verdict(...layered, asUnits), ['fail', 'pass']);
  assert.deepEqual(await verdict('dW1', 'db1', asUnits), ['pass', 'pass']);
  assert.deepEqual(await verdict('dW1', 'db1', asInputs), ['fail', 'pass']);
  assert.deepEqual(await verdict('gradients/dW1', 'gradients/db1', asUnits), ['pass', 'pass']);
});

test('a kernel that is not square is recognised by its shape, and what its name does not promise is unusual', async (t) => {
  const from = linear(4, 2);
  const { rows, db } = byHand(from);
  const layouts = async (name: string, kernel: ArrayFixture) => {
    const bias = name === 'dW1' ? 'db1' : 'gradients/only/bias';
    const { stored, subject } = await gradientsOf(t, from, { [name]: kernel, [bias]: double(db, 2) });
    assert.equal((await outcome(subject, free)).verdict, 'pass');
    const [{ shape, transposed, unusual }] = stored as [StoredTensor];
    assert.deepEqual(subject.tensors[0]?.shape, shape);
    return `${shape} ${transposed ? 'transposed' : 'as it is'}${unusual ? ', unusual' : ''}`;
  };
  const layered = 'gradients/only/kernel';
  assert.equal(await layouts(layered, double(rows.flat(), 4, 2)), '4,2 as it is');
  assert.equal(await layouts(layered, double(transpose(rows).flat(), 2, 4)), '2,4 transposed, unusual');
  assert.equal(await layouts('dW1', double(transpose(rows).flat(), 2, 4)), '2,4 transposed');
  assert.equal(await layouts('dW1', double(rows.flat(), 4, 2)), '4,2 as it is, unusual');
});

test('the worst entry is told in the layout of the file', async (t) => {
  const from = linear(4, 2);
  const { rows, db } = byHand(from);
  const asUnits = transpose(rows);
  // dW[unit 1, input 2]
  (asUnits[1] as number[])[2]! += 5;
  const { subject } = await gradientsOf(t, from, { dW1: double(asUnits.flat(), 2, 4), db1: double(db, 2) });
  const kernel = (await outcome(subject, free)).layers[0]?.tensors[0];
  assert.deepEqual(kernel?.tensor.shape, [2, 4]);
  assert.equal(kernel?.worst?.entry, 1 * 4 + 2);
  assert.equal(kernel?.worst?.analytical, asUnits[1]?.[2]);
  assert.ok(Math.abs((kernel?.worst?.numerical ?? 0) - (rows[2]?.[1] ?? 0)) < 1e-14);
});

test('a bias may be (n,), (n, 1) or (1, n)', async (t) => {
  const from = linear(4, 2);
  const { rows, db } = byHand(from);
  for (const shape of [[2], [2, 1], [1, 2]]) {
    const { subject } = await gradientsOf(t, from, {
      dW1: double(transpose(rows).flat(), 2, 4),
      db1: double(db, ...shape),
    });
    assert.equal((await outcome(subject, free)).verdict, 'pass', `${shape}`);
    assert.deepEqual(subject.tensors[1]?.shape, shape);
  }
});

test('float32 is known by its type, and float64 that holds nothing else by its values; it passes within its rounding', async (t) => {
  const from = linear(4, 3);
  const { rows, db } = byHand(from);
  const single = Float32Array.from(rows.flat());
  const precision = async (kernel: ArrayFixture) => {
    const arrays = { 'gradients/only/kernel': kernel, 'gradients/only/bias': double(db, 3) };
    const { stored, subject } = await gradientsOf(t, from, arrays);
    const result = await outcome(subject, free);
    return { flags: stored.map(({ singlePrecision }) => singlePrecision), verdict: result.verdict };
  };
  assert.deepEqual(await precision({ data: single, shape: [4, 3] }), {
    flags: [true, false],
    verdict: 'pass',
  });
  assert.deepEqual(await precision(double([...single], 4, 3)), { flags: [true, false], verdict: 'pass' });
  assert.deepEqual(await precision(double(rows.flat(), 4, 3)), { flags: [false, false], verdict: 'pass' });
  const wrong = single.map((value, k) => (k === 5 ? value * 1.0001 : value));
  assert.equal((await precision({ data: wrong, shape: [4, 3] })).verdict, 'fail');
});

test('parameters are found under parameters/, under their layer and by letter, gradients never among them', async (t) => {
  const { network } = build(linear(4, 2));
  const [kernel, bias] = network.tensors as [NetworkTensor, NetworkTensor];
  const zeros = double(Array(8).fill(0), 4, 2);
  const nameIn = async (
    arrays: Record<string, ArrayFixture>,
    tensor: NetworkTensor,
    role: 'parameters' | 'gradients',
  ) => storedTensor(await sourceOf(t, arrays), tensor, 1, role)?.name ?? null;
  assert.equal(
    await nameIn({ 'parameters/only/kernel': zeros }, kernel, 'parameters'),
    'parameters/only/kernel',
  );
  assert.equal(await nameIn({ 'only/kernel': zeros }, kernel, 'parameters'), 'only/kernel');
  assert.equal(await nameIn({ W1: zeros }, kernel, 'parameters'), 'W1');
  assert.equal(await nameIn({ b1: double([0, 0], 2) }, bias, 'parameters'), 'b1');
  assert.equal(await nameIn({ W1: zeros }, kernel, 'gradients'), null);
  assert.equal(await nameIn({ dW1: zeros }, kernel, 'parameters'), null);
  assert.equal(await nameIn({ 'only/kernel': zeros }, kernel, 'gradients'), null);
  assert.equal(await nameIn({ W2: zeros }, kernel, 'parameters'), null);
  const both = { W1: zeros, 'parameters/only/kernel': zeros };
  assert.equal(await nameIn(both, kernel, 'parameters'), 'parameters/only/kernel');
});

test('what is missing is named with what was expected and what there is', async (t) => {
  const { network } = build(linear(4, 2));
  const [kernel, bias] = network.tensors as [NetworkTensor, NetworkTensor];
  const source = await sourceOf(t, { dW2: double([0, 0], 2) });
  const missing = missingTensor(source, kernel, 1, 'gradients');
  assert.equal(missing.code, 'recorded.missing');
  assert.match(
    missing.message,
    /gradient for the kernel of only: expected "gradients\/only\/kernel" or "dW1"/,
  );
  assert.match(missing.message, /dW2/);
  assert.match(
    missingTensor(source, bias, 1, 'parameters').message,
    /expected "parameters\/only\/bias" or "b1"/,
  );
});

test('a shape that is not the tensor’s is named with both', async (t) => {
  const { network } = build(linear(4, 2));
  const [kernel, bias] = network.tensors as [NetworkTensor, NetworkTensor];
  const shapes: [NetworkTensor, string, number[], RegExp][] = [
    [
      kernel,
      'dW1',
      [2, 3],
      /^dW1 has shape \(2, 3\), but the kernel of only has \(4, 2\) as \(inputs, units\)/,
    ],
    [kernel, 'dW1', [8], /^dW1 has shape \(8,\)/],
    [kernel, 'gradients/only/kernel', [1, 4, 2], /has shape \(1, 4, 2\)/],
    [bias, 'db1', [3], /^db1 has shape \(3,\), but the bias of only has \(2,\)\./],
    [bias, 'db1', [2, 2], /^db1 has shape \(2, 2\)/],
  ];
  for (const [tensor, name, shape, message] of shapes) {
    const values = Array(shape.reduce((size, extent) => size * extent, 1)).fill(0.5);
    const source = await sourceOf(t, { [name]: double(values, ...shape) });
    assert.throws(
      () => storedTensor(source, tensor, 1, 'gradients'),
      (problem) =>
        problem instanceof Problem && problem.code === 'recorded.shape' && message.test(problem.message),
      name,
    );
  }
});

test('NaN in a recorded gradient is wrong, and stays out of the other tensor', async (t) => {
  const from = linear(4, 2);
  const { rows } = byHand(from);
  const { subject } = await gradientsOf(t, from, {
    dW1: double(transpose(rows).flat(), 2, 4),
    db1: double([Number.NaN, 1], 2),
  });
  assert.deepEqual(
    verdictLines(await outcome(subject, free)).map((line) => line.split(' ').slice(0, 3).join(' ')),
    ['only.kernel pass agrees', 'only.bias fail gradientNotFinite'],
  );
});
