import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindingKind } from '../../src/core/gradcheck/judge.ts';
import type { StuckUnits } from '../../src/core/gradcheck/subject.ts';
import type { TensorResult } from '../../src/core/gradcheck/tensorResult.ts';
import { explain } from '../../src/report/explain.ts';

const step = { method: 'central', epsilon: 1e-7 } as const;

/** A kernel (3, 4) of which this was found. */
function found(finding: FindingKind, more: Partial<TensorResult> = {}): TensorResult {
  return {
    tensor: { layer: 'hidden', layerType: 'Dense', name: 'kernel', shape: [3, 4], size: 12, effort: 1 },
    judgement: { verdict: 'fail', finding },
    stepped: { apart: 1, analytical: 1, numerical: 1 },
    comparison: { apart: 1, analytical: 1, numerical: 1 },
    difference: 0.0123,
    largestDifference: 0.0123,
    nonzero: 12,
    worst: { entry: 6, analytical: 0.25, numerical: 0.125, error: 1e-12 },
    arbitrated: 0,
    wrongEntries: 1,
    stepFreeDifference: null,
    decidingStep: null,
    stuckUnits: null,
    ...more,
  };
}

const told = (finding: FindingKind, more?: Partial<TensorResult>) => {
  const result = found(finding, more);
  return explain(result, [result], { threshold: 1e-7, step, madeUp: false });
};

test('a pass needs no explanation', () => {
  assert.equal(told('agrees'), '');
});

test('a mismatch names its worst entry', () => {
  assert.equal(
    told('mismatch'),
    'the analytical gradient of the kernel is not the derivative of the cost. Their normalised difference is 0.012, the threshold 1e-7. Worst entry [1, 2]: analytical 0.25, numerical 0.125.',
  );
});

test('a gradient that is a multiple of the right one is said to be', () => {
  const relation = (analytical: number, apart: number) =>
    told('mismatch', { comparison: { analytical, numerical: 2, apart } }).match(/cost\. (.*)Their/)?.[1];
  assert.equal(relation(10, 8), 'It is 5 times the numerical one. ');
  assert.equal(relation(1, 1), 'It is 0.5 times the numerical one. ');
  assert.equal(relation(2, 4), 'It is the numerical one with the opposite sign. ');
  assert.equal(relation(6, 8), 'It is 3 times the numerical one with the opposite sign. ');
  assert.equal(relation(0, 2), 'Every entry of it is 0, as if it had never been written. ');
  assert.equal(relation(10, 9), '');
});

test('two values that differ are never written alike', () => {
  const worst = (analytical: number, numerical: number) =>
    told('mismatch', { worst: { entry: 0, analytical, numerical, error: 0 } })
      .match(/analytical (\S+), numerical (.*)\.$/)
      ?.slice(1);
  assert.deepEqual(worst(0.123456789, 0.123457789), ['0.123457', '0.123458']);
  assert.deepEqual(worst(1, 1 + 2 ** -52), ['1', '1.0000000000000002']);
  assert.deepEqual(worst(0, -0), ['0', '0']);
});

test('wrong entries in a tensor that is fine as a whole are counted', () => {
  assert.equal(
    told('wrongEntries', { difference: 3e-8 }),
    '1 of the 12 entries of the analytical gradient of the kernel is wrong, though the whole tensor is within the threshold (3.0e-8 against 1e-7). Worst entry [1, 2]: analytical 0.25, numerical 0.125.',
  );
  assert.match(told('wrongEntries', { wrongEntries: 3 }), /^3 of the 12 entries .* are wrong, /);
});

test('why a gradient is zero, and what to do', () => {
  const why = (stuckUnits: StuckUnits | null) =>
    told('zero', { stuckUnits }).replace(
      /^not tested\. The analytical .* any backward pass would agree\. /,
      '',
    );
  assert.equal(
    why({ units: 1200, saturated: 0, dead: 1200, largestFeature: 1 }),
    'All 1,200 units are dead on these examples: what flows in is not above zero, where relu is flat. Choose other examples ("examples"), or start from other weights ("initializer" or "seed").',
  );
  assert.equal(
    why({ units: 1, saturated: 1, dead: 0, largestFeature: 200 }),
    'Its only unit is saturated on these examples: what flows in is so large that the activation is flat. The features go up to 200: scale them, as with "scale": 255 in "dataset", which divides them by it. Or start from smaller weights ("initializer").',
  );
  assert.equal(
    why({ units: 5, saturated: 2, dead: 1, largestFeature: 1 }),
    '3 of its 5 units are saturated or dead on these examples. Scale the features ("scale" in "dataset"), or choose other examples.',
  );
  const unknown =
    'The cost does not depend on it at this point, as when the kernel of a later layer is all zeros. Start from other weights ("initializer" or "seed"), choose other examples ("examples"), or scale the features ("scale").';
  assert.equal(why(null), unknown);
  assert.equal(why({ units: 5, saturated: 0, dead: 0, largestFeature: 1 }), unknown);
});

test('the scale that is named suits the features', () => {
  const scale = (largestFeature: number) =>
    told('zero', { stuckUnits: { units: 1, saturated: 1, dead: 0, largestFeature } }).match(
      /"scale": (\d+)/,
    )?.[1];
  assert.equal(scale(79_000), '80000');
  assert.equal(scale(240), '255');
  assert.equal(scale(240.5), '300');
  assert.equal(scale(256), '300');
  assert.equal(scale(11), '20');
  assert.equal(scale(10), undefined);
});

test('a step that does not decide: which one would', () => {
  const step = (decidingStep: TensorResult['decidingStep']) =>
    told('step', { difference: 1.54e-7, stepFreeDifference: 2.1e-12, decidingStep });
  assert.equal(
    step({ method: 'central', epsilon: 1e-4 }),
    'not decided by this step. With central differences and ε = 1e-7 the normalised difference of the kernel is 1.5e-7, above the threshold 1e-7, but the error is the step\'s own: derivatives without a step agree to 2.1e-12. Set "epsilon": 1e-4, or leave "epsilon" out.',
  );
  assert.match(step(null), / Leave "epsilon" out of "check"\.$/);
});

test('noise says what would help', () => {
  assert.equal(
    told('noise'),
    'not decided. Rounding alone moves the gradient of the kernel by more than what would decide (normalised difference 0.012, threshold 1e-7). Scale the features ("scale" in "dataset") and start from smaller weights, so that the numbers in the network are near 1; or choose other examples.',
  );
});
