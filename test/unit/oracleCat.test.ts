import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LayerSpec } from '../../src/core/layers/buildLayer.ts';
import { lossOf } from '../../src/core/losses/chooseLoss.ts';
import { readTargets } from '../../src/core/losses/targets.ts';
import { Network } from '../../src/core/network.ts';
import { RandomState } from '../../src/core/random.ts';
import { readBatch } from '../../src/data/dataset.ts';
import { flattenExamples } from '../../src/data/flattenExamples.ts';
import { ReferenceSubject } from '../../src/subjects/referenceSubject.ts';
import { outcome } from './oracle/verdicts.ts';
import { open } from './support/dataFixtures.ts';

// The 12288-5-5-1 network of a well-known course on its images of cats, whose figures are published: tanh, tanh,
// sigmoid, cross-entropy, weights from seed 1 times 0.01, biases 0, and the first example of the next permutation.
const file = process.env.GRADIENT_CHECK_CAT_DATASET;
const loss = { name: 'binary_crossentropy', from_logits: false } as const;

const dense = (name: string, units: number, activation: 'tanh' | 'sigmoid'): LayerSpec => ({
  type: 'Dense',
  name,
  units,
  activation: { name: activation },
  use_bias: true,
  kernel_initializer: { name: 'random_normal', mean: 0, stddev: 0.01 },
  bias_initializer: { name: 'zeros' },
});

/** Null, and the test skipped, where the images are not there. */
async function job(t: TestContext, scale: number) {
  if (!file) {
    t.skip('set GRADIENT_CHECK_CAT_DATASET to train_catvnoncat.h5');
    return null;
  }
  const random = new RandomState(1);
  const layers = [dense('hidden1', 5, 'tanh'), dense('hidden2', 5, 'tanh'), dense('output', 1, 'sigmoid')];
  const network = new Network(layers, [12288], 1, 0, random);
  const batch = readBatch(await open(t, file), { examples: 1, order: 'F', scale }, random);
  const targets = readTargets(batch.labels, loss, network.outputShape);
  const { data } = flattenExamples(batch.features, 'F');
  const subject = new ReferenceSubject(network, lossOf(loss, 1), { m: 1, x: data, targets });
  return { examples: batch.examples, subject };
}

const fixed = (method: 'central' | 'forward', epsilon: number, threshold: number) => ({
  step: { method, epsilon },
  stepIsFixed: true,
  threshold,
});

function within(value: number | null, expected: number, factor: number, what: string): void {
  assert.ok(value !== null && value <= expected * factor && value >= expected / factor, `${what}: ${value}`);
}

test('cat images, raw: example 89, its cost, and a first layer that nothing tests', async (t) => {
  const found = await job(t, 1);
  if (!found) return;
  const { examples, subject } = found;
  assert.deepEqual(examples, [89]);
  const result = await outcome(subject, fixed('central', 1e-7, 1e-6));
  assert.ok(Math.abs((result.loss ?? Number.NaN) - 0.6931721167951169) <= 1e-15, `${result.loss}`);
  // 3.02e-9 to 3.62e-9 by the mathematics library of the machine: it is rounding noise.
  assert.ok(
    (result.difference as number) > 1e-9 && (result.difference as number) < 1e-8,
    `${result.difference}`,
  );
  const tensors = result.layers.flatMap((layer) => layer.tensors);
  assert.equal(
    tensors.reduce((sum, { nonzero }) => sum + nonzero, 0),
    36,
  );
  assert.equal(
    tensors.reduce((sum, { tensor }) => sum + tensor.size, 0),
    61_481,
  );
  assert.deepEqual(
    result.layers.map(({ name, verdict }) => `${name} ${verdict}`),
    ['hidden1 vacuous', 'hidden2 pass', 'output pass'],
  );
  assert.deepEqual(
    tensors.slice(0, 2).map(({ comparison }) => comparison.analytical),
    [0, 0],
  );
  assert.equal(tensors[0]?.stuckUnits?.saturated, 5);
});

test('cat images by 255: the norms of all six gradients', async (t) => {
  const found = await job(t, 255);
  if (!found) return;
  const result = await outcome(found.subject, fixed('central', 1e-4, 1e-7));
  const norms = result.layers.flatMap((layer) =>
    layer.tensors.map(({ comparison }) => comparison.analytical),
  );
  // ‖dW1‖, ‖db1‖, ‖dW2‖, ‖db2‖, ‖dW3‖, ‖db3‖ to the digits that are published.
  assert.deepEqual(
    norms.map((value, k) => value.toPrecision([7, 7, 6, 6, 6, 6][k])),
    ['0.006453862', '0.0001816631', '0.00824887', '0.0105960', '0.00747909', '0.500029'],
  );
  assert.equal(result.verdict, 'pass');
  within(result.difference, 1.53e-10, 1.5, 'difference');
});

/** Where truncation dominates the difference is known to its digits, where rounding does to its size. */
const sweep = {
  central: [3.68e-5, 3.69e-7, 3.69e-9, 1.53e-10, 1.41e-9, 1.41e-8, 1.54e-7, 1.46e-6, 1.32e-5],
  forward: [1.23e-2, 1.25e-3, 1.25e-4, 1.25e-5, 1.25e-6, 1.29e-7, 2.99e-7, 2.26e-6, 1.67e-5],
};
const truncated = { central: 3, forward: 5 };

for (const method of ['central', 'forward'] as const) {
  test(`cat images by 255: the published differences of the ${method} form from ε = 1e-1 to 1e-9, and no fail`, async (t) => {
    const found = await job(t, 255);
    if (!found) return;
    for (const [k, expected] of sweep[method].entries()) {
      const result = await outcome(found.subject, fixed(method, Number(`1e-${k + 1}`), 1e-7));
      within(result.difference, expected, k < truncated[method] ? 1.01 : 2, `ε = 1e-${k + 1}`);
      // A verdict is each tensor's own: ‖dW1‖ and ‖db1‖ are so small that only one step leaves all six below 1e-7.
      const passes = method === 'central' && k === 3;
      assert.equal(result.verdict, passes ? 'pass' : 'inconclusive', `ε = 1e-${k + 1}`);
      for (const { judgement } of result.layers.flatMap(({ tensors }) => tensors)) {
        if (judgement.verdict !== 'pass') assert.equal(judgement.finding, 'step', `ε = 1e-${k + 1}`);
      }
    }
  });
}

test('cat images by 255: the bare rule of 1e-7 at ε = 1e-7 rejects it; without a fixed step it passes', async (t) => {
  const found = await job(t, 255);
  if (!found) return;
  const classical = await outcome(found.subject, fixed('central', 1e-7, 1e-7));
  within(classical.difference, 1.54e-7, 1.4, 'difference');
  assert.equal(classical.verdict, 'inconclusive');
  assert.deepEqual(
    classical.layers.flatMap(({ tensors }) => tensors.flatMap(({ decidingStep }) => decidingStep ?? [])),
    classical.layers.flatMap(({ tensors }) =>
      tensors.flatMap(({ judgement }) =>
        judgement.finding === 'step' ? [{ method: 'central', epsilon: 1e-4 }] : [],
      ),
    ),
  );
  const free = await outcome(found.subject, { ...fixed('central', 1e-4, 1e-7), stepIsFixed: false });
  assert.equal(free.verdict, 'pass');
});
