import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LayerSpec } from '../../src/core/layers/buildLayer.ts';
import { RandomState } from '../../src/core/random.ts';
import { build, type NetworkCase, networkCases } from './oracle/networkCase.ts';
import { recorded } from './oracle/recorded.ts';
import { outcome, verdictLines } from './oracle/verdicts.ts';

const dense = (
  name: string,
  units: number,
  activation: 'tanh' | 'softmax' | 'relu' | 'linear',
): LayerSpec => ({
  type: 'Dense',
  name,
  units,
  activation: { name: activation },
  use_bias: true,
  kernel_initializer: { name: 'glorot_uniform' },
  bias_initializer: { name: 'random_normal', mean: 0, stddev: 0.1 },
});

/** Three layers of 6, 4 and 3 units over 6 features: tensors 0 to 5 are kernel and bias of each. */
function classifier(m: number): NetworkCase {
  const random = new RandomState(17);
  return {
    seed: 1,
    inputShape: [6],
    m,
    layers: [dense('first', 6, 'tanh'), dense('second', 4, 'tanh'), dense('third', 3, 'softmax')],
    l2: 0.01,
    loss: { name: 'sparse_categorical_crossentropy', from_logits: false },
    x: [...random.randn(6 * m)],
    labels: { shape: [m], data: Array.from({ length: m }, (_, row) => row % 3) },
  };
}

const names = ['first.kernel', 'first.bias', 'second.kernel', 'second.bias', 'third.kernel', 'third.bias'];

const everyCheck = [
  { step: { method: 'central', epsilon: 1e-4 }, stepIsFixed: false, threshold: 1e-7 } as const,
  ...[1e-2, 1e-4, 1e-7, 1e-9].flatMap((epsilon) =>
    (['central', 'forward'] as const).map((method) => ({
      step: { method, epsilon },
      stepIsFixed: true,
      threshold: 1e-7,
    })),
  ),
];

const scaled = (factor: number) => (values: Float64Array) => values.map((value) => factor * value);
const oneEntry = (change: (value: number) => number) => (values: Float64Array) =>
  values.map((value, k) => (k === values.length - 1 ? change(value) : value));

const mistakes: readonly [string, readonly number[], (values: Float64Array) => Float64Array][] = [
  ['the wrong sign', [0, 1, 2, 3, 4, 5], scaled(-1)],
  ['twice as much', [0, 1, 2, 3, 4, 5], scaled(2)],
  ['a part in 100,000 too much', [0, 1, 2, 3, 4, 5], scaled(1 + 1e-5)],
  ['a sum over the examples instead of a mean', [1, 3, 5], scaled(5)],
  ['nothing but zeros', [0, 1, 2, 3, 4, 5], scaled(0)],
  ['one entry NaN', [0, 1, 2, 3, 4, 5], oneEntry(() => Number.NaN)],
  ['one entry infinite', [0, 1, 2, 3, 4, 5], oneEntry(() => Infinity)],
  ['one entry a thousandth too large', [0, 1, 2, 3, 4, 5], oneEntry((value) => 1.001 * value)],
  ['one entry missing', [0, 1, 2, 3, 4, 5], oneEntry(() => 0)],
  ['a transposed square kernel', [0], (w) => w.map((_, k) => w[(k % 6) * 6 + Math.floor(k / 6)] as number)],
  ['the entries in reverse', [2, 4], (w) => w.slice().reverse()],
];

for (const [mistake, where, spoil] of mistakes) {
  test(`${mistake}: fails at that tensor and at no other, whatever the step`, async () => {
    for (const target of where) {
      const subject = await recorded(classifier(5), (gradients) => {
        gradients[target] = spoil(gradients[target] as Float64Array);
      });
      for (const options of everyCheck) {
        const result = await outcome(subject, options);
        const lines = verdictLines(result);
        const failing = result.layers
          .flatMap(({ tensors }) => tensors)
          .filter(({ judgement }) => judgement.verdict === 'fail')
          .map(({ tensor }) => `${tensor.layer}.${tensor.name}`);
        assert.deepEqual(failing, [names[target]], `${JSON.stringify(options.step)}\n${lines.join('\n')}`);
        assert.equal(result.verdict, 'fail');
        if (!options.stepIsFixed) assert.equal(lines.filter((line) => / pass /.test(line)).length, 5);
      }
    }
  });
}

test('a gradient without the tanh derivative 1 − a² fails at its layer and at no other', async () => {
  const from = classifier(1);
  const { network } = build(from);
  const second = network.tensors[2]?.parameter.values as Float64Array;
  const subject = await recorded(from, (gradients) => {
    // With one example dz = db, so that da of the first layer is W dz of the second.
    const dz = gradients[3] as Float64Array;
    const da = Float64Array.from({ length: 6 }, (_, i) =>
      dz.reduce((sum, slope, j) => sum + slope * (second[4 * i + j] as number), 0),
    );
    const kernel = network.tensors[0]?.parameter.values as Float64Array;
    gradients[0] = kernel.map(
      (w, k) => (from.x[Math.floor(k / 6)] as number) * (da[k % 6] as number) + 0.02 * w,
    );
    gradients[1] = da;
  });
  const result = await outcome(subject, everyCheck[0] as (typeof everyCheck)[number]);
  assert.deepEqual(
    result.layers.map(({ name, verdict }) => `${name} ${verdict}`),
    ['first fail', 'second pass', 'third pass'],
  );
});

test('one wrong entry of 10,000 fails: by the tensor where it shows there, else by the entry', async () => {
  const random = new RandomState(23);
  const from: NetworkCase = {
    ...classifier(2),
    inputShape: [100],
    layers: [dense('wide', 100, 'tanh'), dense('third', 3, 'softmax')],
    l2: 0,
    x: [...random.randn(200)],
  };
  for (const [factor, finding] of [
    [1 + 1e-3, 'mismatch'],
    [1 + 1e-5, 'wrongEntries'],
  ] as const) {
    const subject = await recorded(from, ([wide]) => {
      if (wide) wide[4321] = factor * (wide[4321] as number);
    });
    const result = await outcome(subject, everyCheck[0] as (typeof everyCheck)[number]);
    const [kernel, ...rest] = result.layers.flatMap(({ tensors }) => tensors);
    assert.deepEqual(kernel?.judgement, { verdict: 'fail', finding });
    assert.equal(kernel?.worst?.entry, 4321);
    assert.equal(kernel?.wrongEntries, 1);
    assert.deepEqual(
      rest.map(({ judgement }) => judgement.verdict),
      ['pass', 'pass', 'pass'],
    );
  }
});

test('wrong gradients of random networks fail wherever they are not lost in rounding, and green is never wrong', async () => {
  const cases = networkCases({ scales: [0.1, 1, 10], fewestUnits: 2 });
  const factors = fc.constantFrom(-1, 0, 0.5, 1.001, 2, 1 + 1e-5);
  let failed = 0;
  let undecided = 0;
  await fc.assert(
    fc.asyncProperty(
      cases,
      fc.nat(),
      factors,
      fc.constantFrom(...everyCheck),
      async (from, at, factor, options) => {
        let target = 0;
        let zero = false;
        const subject = await recorded(from, (gradients) => {
          target = at % gradients.length;
          zero = gradients[target]?.every((value) => Math.abs(value) < 1e-12) ?? true;
          gradients[target] = scaled(factor)(gradients[target] as Float64Array);
        });
        const result = await outcome(subject, options);
        for (const [t, { judgement }] of result.layers.flatMap(({ tensors }) => tensors).entries()) {
          if (t !== target) assert.notEqual(judgement.verdict, 'fail');
          else if (!zero) assert.notEqual(judgement.verdict, 'pass', verdictLines(result).join('\n'));
          if (t === target && !zero) {
            if (judgement.verdict === 'fail') failed += 1;
            else undecided += 1;
          }
        }
      },
    ),
    { numRuns: 800, seed: 10 },
  );
  assert.ok(
    undecided <= 0.02 * failed,
    `${undecided} of ${failed + undecided} wrong gradients were not decided`,
  );
});

test('gradients rounded to float32 never fail, and pass on ordinary networks', async () => {
  const rounded = (gradients: Float64Array[]) => {
    for (const gradient of gradients) gradient.set(Float32Array.from(gradient));
  };
  const wild = networkCases({ scales: [1e-3, 1, 30, 1e3] });
  await fc.assert(
    fc.asyncProperty(wild, fc.constantFrom(...everyCheck), async (from, options) => {
      const result = await outcome(await recorded(from, rounded, true), options);
      assert.notEqual(result.verdict, 'fail', verdictLines(result).join('\n'));
    }),
    { numRuns: 600, seed: 11 },
  );
  const subject = await recorded(classifier(5), rounded, true);
  const result = await outcome(subject, everyCheck[0] as (typeof everyCheck)[number]);
  assert.equal(result.verdict, 'pass', verdictLines(result).join('\n'));
  const wrong = await recorded(
    classifier(5),
    (gradients) => {
      gradients[2] = scaled(1 + 1e-4)(gradients[2] as Float64Array);
      rounded(gradients);
    },
    true,
  );
  const failing = await outcome(wrong, everyCheck[0] as (typeof everyCheck)[number]);
  assert.deepEqual(
    failing.layers.map(({ verdict }) => verdict),
    ['pass', 'fail', 'pass'],
  );
});

/** relu units with biases of 0, on one ordinary example and one whose features are all 0. */
const atKink: NetworkCase = {
  seed: 2,
  inputShape: [2],
  m: 2,
  layers: [
    { ...dense('hidden', 3, 'relu'), bias_initializer: { name: 'zeros' } } as LayerSpec,
    dense('output', 1, 'linear'),
  ],
  l2: 0,
  loss: { name: 'mean_squared_error', from_logits: false },
  x: [1, -0.5, 0, 0],
  labels: { shape: [2, 1], data: [1, -1] },
};

test('at the kink of relu either slope is right: another choice than the reference’s is not decided, a mistake fails', async () => {
  const { network, targets } = build(atKink);
  const [, bias, out, outBias] = network.tensors.map(({ parameter }) => parameter.values);
  // The second example: z = 0 for all units, y = b, dJ/dy = (b − t) · 2/2, and dz = w dJ/dy with the slope 1.
  const slope = (outBias?.[0] as number) - (targets[1] as number);
  const other = (gradients: Float64Array[]) => {
    gradients[1] = (gradients[1] as Float64Array).map((value, j) => value + slope * (out?.[j] as number));
  };
  assert.equal(bias?.length, 3);
  for (const options of everyCheck) {
    const result = await outcome(await recorded(atKink, other), options);
    const hidden = result.layers[0]?.tensors[1]?.judgement;
    // A right-hand difference is the very slope on that side, and may agree; a two-sided one is half of it.
    const agrees = options.step.method === 'forward' && hidden?.verdict === 'pass';
    if (!agrees) assert.deepEqual(hidden, { verdict: 'inconclusive', finding: 'kink' });
  }
  const wrong = await recorded(atKink, (gradients) => {
    other(gradients);
    gradients[1] = scaled(-3)(gradients[1] as Float64Array);
  });
  const failing = await outcome(wrong, everyCheck[0] as (typeof everyCheck)[number]);
  assert.deepEqual(failing.layers[0]?.tensors[1]?.judgement, { verdict: 'fail', finding: 'mismatch' });
});

test('the reference’s own slope at a kink passes without a fixed step', async () => {
  const result = await outcome(build(atKink).subject, everyCheck[0] as (typeof everyCheck)[number]);
  assert.equal(result.verdict, 'pass', verdictLines(result).join('\n'));
});
