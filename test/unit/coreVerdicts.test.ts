import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { InitializerSpec } from '../../src/core/initializers.ts';
import type { LayerSpec } from '../../src/core/layers/buildLayer.ts';
import type { LossSpec } from '../../src/core/losses/loss.ts';
import { build, type NetworkCase, networkCases } from './oracle/networkCase.ts';
import { outcome, verdictLines } from './oracle/verdicts.ts';

const free = { step: { method: 'central', epsilon: 1e-4 }, stepIsFixed: false, threshold: 1e-7 } as const;

const steps = fc.record({
  method: fc.constantFrom('central' as const, 'forward' as const),
  epsilon: fc.integer({ min: 1, max: 9 }).map((digits) => 10 ** -digits),
});

async function neverFails(from: NetworkCase, options: Parameters<typeof outcome>[1]): Promise<void> {
  const result = await outcome(build(from).subject, options);
  assert.notEqual(result.verdict, 'fail', verdictLines(result).join('\n'));
  for (const { tensors } of result.layers) {
    for (const { judgement, comparison } of tensors) {
      const finite = Number.isFinite(comparison.analytical) && Number.isFinite(result.loss);
      assert.ok(judgement.verdict !== 'pass' || finite, 'what is not finite never passes');
    }
  }
}

test('correct code never fails: 1,500 random networks, features from 1e-3 to 1e4, every step and both methods', async () => {
  const cases = networkCases({ scales: [1e-3, 0.1, 1, 10, 30, 100, 1e3, 1e4], penalties: [0, 0, 0.01, 1e6] });
  await fc.assert(
    fc.asyncProperty(cases, steps, fc.boolean(), async (from, step, stepIsFixed) =>
      neverFails(from, stepIsFixed ? { step, stepIsFixed, threshold: 1e-7 } : free),
    ),
    { numRuns: 1500, seed: 1 },
  );
});

test('nor with weights, biases or features of 0, equal units, saturated units and huge penalties', async () => {
  const cases = networkCases({
    scales: [0, 1e-3, 1, 20, 30, 50, 300, 1e4],
    kernels: [
      { name: 'zeros' },
      { name: 'constant', value: 0.5 },
      { name: 'glorot_uniform' },
      { name: 'random_normal', mean: 0, stddev: 0.01 },
      { name: 'random_normal', mean: 0, stddev: 3 },
    ],
    biases: [{ name: 'zeros' }, { name: 'constant', value: 1 }],
    penalties: [0, 0, 1e6, 1e12],
  });
  await fc.assert(
    fc.asyncProperty(cases, steps, fc.boolean(), async (from, step, stepIsFixed) =>
      neverFails(from, stepIsFixed ? { step, stepIsFixed, threshold: 1e-7 } : free),
    ),
    { numRuns: 1500, seed: 2 },
  );
});

for (const [kind, activations] of [
  ['smooth', ['linear', 'sigmoid', 'tanh', 'softmax']],
  ['relu', ['relu', 'leaky_relu']],
] as const) {
  test(`without a fixed step every ${kind} network of ordinary size passes, wherever its gradient is not 0`, async () => {
    let passed = 0;
    let tensors = 0;
    const cases = networkCases({ activations, scales: [0.3, 1, 2], fewestUnits: 2 });
    await fc.assert(
      fc.asyncProperty(cases, async (from) => {
        const result = await outcome(build(from).subject, free);
        for (const { tensor, judgement, comparison } of result.layers.flatMap((layer) => layer.tensors)) {
          tensors += 1;
          // Dead relus and softmaxes over one class, from which no gradient comes.
          const zero = comparison.analytical < 1e-14;
          assert.equal(judgement.verdict, zero ? 'vacuous' : 'pass', `${tensor.layer}.${tensor.name}`);
          if (!zero) passed += 1;
        }
      }),
      { numRuns: 400, seed: 3 },
    );
    assert.ok(passed > 0.9 * tensors, `${passed} of ${tensors} tensors had a gradient`);
  });
}

/** One Dense unit or more behind one feature. */
function single(
  weights: InitializerSpec,
  activation: 'sigmoid' | 'linear' | 'softmax' | 'tanh',
  loss: LossSpec,
  label: number,
  units = 1,
): NetworkCase {
  const layers: LayerSpec[] = [
    {
      type: 'Dense',
      name: 'output',
      units,
      activation: { name: activation },
      use_bias: true,
      kernel_initializer: weights,
      bias_initializer: { name: 'zeros' },
    },
  ];
  return {
    seed: 1,
    inputShape: [1],
    m: 1,
    layers,
    l2: 0,
    loss,
    x: [1],
    labels: { shape: [1], data: [label] },
  };
}

const constant = (value: number): InitializerSpec => ({ name: 'constant', value });
const fixed = { step: { method: 'central', epsilon: 1e-7 }, stepIsFixed: true, threshold: 1e-7 } as const;

test('a sigmoid saturated on the wrong side is not decided: 1 − a has lost the digits that the cost is made of', async () => {
  for (const z of [22, 25, 30, 33, 36]) {
    const from = single(constant(z), 'sigmoid', { name: 'binary_crossentropy', from_logits: false }, 0);
    assert.equal((await outcome(build(from).subject, fixed)).verdict, 'inconclusive', `z = ${z}`);
    await neverFails(from, free);
  }
});

test('from logits the same point passes, on either side, however far', async () => {
  for (const z of [-600, -40, -36, -25, -20, 20, 25, 36, 40, 600]) {
    for (const label of [0, 1]) {
      const from = single(constant(z), 'linear', { name: 'binary_crossentropy', from_logits: true }, label);
      const result = await outcome(build(from).subject, free);
      assert.equal(result.verdict, 'pass', `z = ${z}, label ${label}: ${verdictLines(result)}`);
    }
  }
});

test('probabilities next to the smallest double, whose complex step underflows, are not called wrong', async () => {
  for (const z of [-600, -650, -690, -705, -709, -715, -744]) {
    const loss = { name: 'binary_crossentropy', from_logits: false } as const;
    await neverFails(single(constant(z), 'sigmoid', loss, 1), fixed);
    await neverFails(single(constant(z), 'sigmoid', loss, 1), free);
  }
  for (const scale of [300, 320, 340, 350, 360, 370]) {
    const loss = { name: 'sparse_categorical_crossentropy', from_logits: false } as const;
    const spread: InitializerSpec = { name: 'random_uniform', minval: -scale, maxval: scale };
    for (const label of [0, 1, 2]) {
      await neverFails(single(spread, 'softmax', loss, label, 3), fixed);
      await neverFails(single(spread, 'softmax', loss, label, 3), free);
    }
  }
});

test('saturated units are vacuous, also where rounding leaves them a gradient of 0 against one of 1e-17', async () => {
  const squared = { name: 'mean_squared_error', from_logits: false } as const;
  for (const z of [19.5, 20, 25, 40, 400]) {
    const result = await outcome(build(single(constant(z), 'tanh', squared, 0)).subject, fixed);
    assert.equal(result.verdict, 'vacuous', `z = ${z}: ${verdictLines(result)}`);
    assert.equal(result.layers[0]?.tensors[0]?.stuckUnits?.saturated, 1);
  }
});

test('a cost that is not finite leaves every layer undecided', async () => {
  const from = single(constant(40), 'sigmoid', { name: 'binary_crossentropy', from_logits: false }, 0);
  const result = await outcome(build(from).subject, fixed);
  assert.equal(result.loss, Infinity);
  assert.deepEqual(
    result.layers.flatMap(({ tensors }) => tensors.map(({ judgement }) => judgement)),
    [
      { verdict: 'inconclusive', finding: 'costNotFinite' },
      { verdict: 'inconclusive', finding: 'costNotFinite' },
    ],
  );
});
