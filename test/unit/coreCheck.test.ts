import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckEvent, check } from '../../src/core/gradcheck/check.ts';
import type { CheckOptions } from '../../src/core/gradcheck/checkTensor.ts';
import { type DifferenceStep, differenceQuotient } from '../../src/core/gradcheck/differenceQuotient.ts';
import { StepFreeArbiter } from '../../src/core/gradcheck/stepFreeArbiter.ts';
import type { StuckUnits, Subject, SubjectTensor } from '../../src/core/gradcheck/subject.ts';
import { outcome } from './oracle/verdicts.ts';

/** One tensor of a cost that is a sum of functions of one parameter each. */
interface Part {
  readonly layer: string;
  readonly name: string;
  readonly theta: readonly number[];
  readonly cost: (x: number) => number;
  /** The derivative, in closed form. */
  readonly slope: (x: number) => number;
  /** What the code under test says instead, if it is wrong. */
  readonly claimed?: (x: number, k: number) => number;
}

const stuck: StuckUnits = { units: 2, saturated: 1, dead: 0, largestFeature: 1 };

/** A subject known in closed form, and what was asked of it. */
function subjectOf(parts: readonly Part[]) {
  const asked = { differences: 0, stepFree: 0, requests: [] as number[], stuck: [] as string[] };
  const at = (t: number) => parts[t] as Part;
  const total = parts.reduce((sum, { theta, cost }) => sum + theta.reduce((rest, x) => rest + cost(x), 0), 0);
  const exactly = parts.map(() => ({ norm: 1e-12, entry: 1e-12 }));
  const subject: Subject = {
    tensors: parts.map(
      ({ layer, name, theta }): SubjectTensor => ({
        layer,
        layerType: 'Dense',
        name,
        shape: [theta.length],
        size: theta.length,
        effort: 1,
      }),
    ),
    singlePrecision: () => false,
    loss: async () => total,
    costs: async () => parts.map(() => total),
    costErrors: async () => parts.map(() => 2 ** -53 * Math.abs(total)),
    evaluations: () => 2 * asked.differences + asked.stepFree,
    analyticalGradients: async () =>
      parts.map(({ theta, slope, claimed }) => Float64Array.from(theta, (x, k) => (claimed ?? slope)(x, k))),
    differences: async (t: number, entries: Int32Array, step: DifferenceStep) => {
      asked.differences += entries.length;
      asked.requests.push(entries.length);
      return Float64Array.from(entries, (k) =>
        differenceQuotient(at(t).cost, at(t).theta[k] as number, step),
      );
    },
    arbiter: new StepFreeArbiter(
      async (t, entries) => {
        asked.stepFree += entries.length;
        return Float64Array.from(entries, (k) => at(t).slope(at(t).theta[k] as number));
      },
      () => 1,
    ),
    roundingErrors: async () => exactly,
    kinkErrors: async () => parts.map(() => ({ norm: 0, entry: 0 })),
    stuckUnits: (layer) => {
      asked.stuck.push(layer);
      return stuck;
    },
  };
  return { subject, asked };
}

const square = { cost: (x: number) => x * x, slope: (x: number) => 2 * x };
const cube = { cost: (x: number) => x ** 3, slope: (x: number) => 3 * x * x };
const flat = { cost: () => 0, slope: () => 0 };

const at = (epsilon: number, method: 'central' | 'forward' = 'central'): CheckOptions => ({
  step: { method, epsilon },
  stepIsFixed: true,
  threshold: 1e-7,
});

test('the reported difference is ‖a − n‖/(‖a‖ + ‖n‖) of the two-sided and the right-hand quotient', async () => {
  const part = { layer: 'one', name: 'kernel', theta: [3], ...square };
  const central = await outcome(subjectOf([part]).subject, at(1e-2));
  assert.equal(central.loss, 9);
  assert.equal(central.difference, Math.abs(6 - 5.999999999999872) / (6 + 5.999999999999872));
  assert.equal(central.verdict, 'pass');
  const forward = await outcome(subjectOf([part]).subject, at(1e-2, 'forward'));
  assert.equal(forward.difference, Math.abs(6 - 6.009999999999849) / (6 + 6.009999999999849));
  // The right-hand quotient of x² is off by ε, which is the step's fault and not the gradient's.
  assert.equal(forward.verdict, 'inconclusive');
  assert.deepEqual(forward.layers[0]?.tensors[0]?.judgement, { verdict: 'inconclusive', finding: 'step' });
});

test('a step that does not decide names one that does', async () => {
  const part = { layer: 'one', name: 'kernel', theta: [1, 2], ...cube };
  const result = await outcome(subjectOf([part]).subject, at(1e-1));
  assert.deepEqual(result.layers[0]?.tensors[0]?.decidingStep, { method: 'central', epsilon: 1e-4 });
});

test('without a fixed step the derivatives without one are the numerical gradient', async () => {
  const part = { layer: 'one', name: 'kernel', theta: [1, 2], ...cube };
  const result = await outcome(subjectOf([part]).subject, { ...at(1e-1), stepIsFixed: false });
  assert.equal(result.verdict, 'pass');
  assert.equal(result.difference, 0);
  assert.equal(result.layers[0]?.tensors[0]?.arbitrated, 2);
});

test('entries that the step decides are evaluated twice and never again', async () => {
  const { subject, asked } = subjectOf([
    { layer: 'one', name: 'kernel', theta: [1, 2, 3], ...square },
    { layer: 'two', name: 'kernel', theta: Array.from({ length: 4400 }, (_, k) => 1 + k / 1000), ...square },
  ]);
  assert.equal((await outcome(subject, at(1e-3))).verdict, 'pass');
  assert.deepEqual(
    { ...asked },
    { differences: 4403, stepFree: 0, requests: [3, 2048, 2048, 304], stuck: [] },
  );
});

test('a tensor that misses the threshold is measured again as a whole; an entry that does, alone', async () => {
  const wrong = (by: number) => (x: number, k: number) => 2 * x + (k === 1 ? by : 0);
  const theta = [1000, 1, 1, 1];
  const whole = subjectOf([{ layer: 'one', name: 'kernel', theta, ...square, claimed: wrong(1) }]);
  const first = await outcome(whole.subject, at(1e-3));
  assert.deepEqual(first.layers[0]?.tensors[0]?.judgement, { verdict: 'fail', finding: 'mismatch' });
  assert.equal(whole.asked.stepFree, 4);
  const alone = subjectOf([{ layer: 'one', name: 'kernel', theta, ...square, claimed: wrong(1e-4) }]);
  const second = await outcome(alone.subject, at(1e-3));
  assert.deepEqual(second.layers[0]?.tensors[0]?.judgement, { verdict: 'fail', finding: 'wrongEntries' });
  assert.equal(second.layers[0]?.tensors[0]?.wrongEntries, 1);
  assert.equal(alone.asked.stepFree, 1);
});

test('the worst entry is the one furthest off, with both values and the error of the numerical one', async () => {
  const claimed = (x: number, k: number) => 2 * x + [0, 0.25, -0.5, 0][k]!;
  const { subject } = subjectOf([{ layer: 'one', name: 'kernel', theta: [1, 2, 3, 4], ...square, claimed }]);
  const worst = (await outcome(subject, at(2 ** -10))).layers[0]?.tensors[0]?.worst;
  assert.equal(worst?.entry, 2);
  assert.equal(worst?.analytical, 5.5);
  // Central differences of x² have no truncation, and powers of two no rounding.
  assert.equal(worst?.numerical, 6);
  assert.equal(worst?.error, 1e-12);
});

test('a layer is as bad as its worst tensor, and its difference is that tensor’s, not that of both together', async () => {
  const { subject } = subjectOf([
    { layer: 'one', name: 'kernel', theta: [1e6], ...square },
    { layer: 'one', name: 'bias', theta: [1], ...square, claimed: () => -2 },
    { layer: 'two', name: 'kernel', theta: [1], ...square },
  ]);
  const result = await outcome(subject, { ...at(1e-3), stepIsFixed: false });
  const [one, two] = result.layers;
  assert.deepEqual([one?.verdict, one?.difference], ['fail', 1]);
  assert.deepEqual([two?.verdict, two?.difference, two?.name], ['pass', two?.tensors[0]?.difference, 'two']);
  assert.equal(result.verdict, 'fail');
  // Over all parameters the wrong bias is lost beside the kernel of a million.
  assert.ok((result.difference as number) < 2e-6);
});

test('zero on both sides is null, vacuous and asks what is stuck; it does not hide what another tensor says', async () => {
  const { subject, asked } = subjectOf([
    { layer: 'one', name: 'kernel', theta: [1, 2], ...flat },
    { layer: 'one', name: 'bias', theta: [1], ...square },
    { layer: 'two', name: 'kernel', theta: [5], ...flat },
  ]);
  const result = await outcome(subject, at(1e-4));
  const [one, two] = result.layers;
  assert.equal(result.verdict, 'vacuous');
  assert.deepEqual(
    one?.tensors.map(({ judgement }) => judgement.verdict),
    ['vacuous', 'pass'],
  );
  assert.equal(one?.difference, one?.tensors[1]?.difference);
  assert.equal(two?.difference, null);
  assert.equal(two?.tensors[0]?.stuckUnits, stuck);
  assert.deepEqual(asked.stuck, ['one', 'two']);
});

test('a gradient that is not a number has no difference, and fails whatever stands beside it', async () => {
  for (const bad of [Number.NaN, Infinity, -Infinity]) {
    const { subject } = subjectOf([
      { layer: 'one', name: 'kernel', theta: [1, 2], ...square, claimed: (x, k) => (k === 0 ? bad : 2 * x) },
      { layer: 'two', name: 'kernel', theta: [1], ...square },
    ]);
    const result = await outcome(subject, at(1e-4));
    assert.deepEqual(result.layers[0]?.tensors[0]?.judgement, {
      verdict: 'fail',
      finding: 'gradientNotFinite',
    });
    assert.equal(result.layers[0]?.difference, Number.NaN);
    assert.equal(result.layers[0]?.tensors[0]?.worst?.entry, 0);
    assert.equal(result.layers[1]?.verdict, 'pass');
    assert.equal(result.verdict, 'fail');
  }
});

test('a difference that is no number is the worst of its layer, wherever it stands', async () => {
  const right = { layer: 'one', theta: [1], ...square };
  const wrong = { ...right, claimed: () => Number.NaN };
  for (const parts of [
    [right, wrong],
    [wrong, right],
  ]) {
    const { subject } = subjectOf(parts.map((part, t) => ({ ...part, name: `tensor${t}` })));
    const result = await outcome(subject, at(1e-4));
    assert.equal(result.layers[0]?.difference, Number.NaN);
    assert.equal(result.difference, Number.NaN);
  }
});

test('a step across a pole of the cost is not decided, and never passes', async () => {
  const log = { cost: Math.log, slope: (x: number) => 1 / x };
  const part = { layer: 'one', name: 'kernel', theta: [1e-3], ...log };
  const result = await outcome(subjectOf([part]).subject, at(1e-2));
  assert.deepEqual(result.layers[0]?.tensors[0]?.judgement, { verdict: 'inconclusive', finding: 'step' });
  const wrong = await outcome(subjectOf([{ ...part, claimed: () => 2e3 }]).subject, at(1e-2));
  assert.equal(wrong.verdict, 'fail');
});

test('events: progress grows to 1 and names its layer, each layer follows when its last tensor is done', async () => {
  const { subject } = subjectOf([
    { layer: 'one', name: 'kernel', theta: Array.from({ length: 2100 }, () => 1), ...square },
    { layer: 'one', name: 'bias', theta: [1], ...cube },
    { layer: 'two', name: 'kernel', theta: [1], ...square },
  ]);
  const events: CheckEvent[] = [];
  for await (const event of check(subject, at(1e-1))) events.push(event);
  assert.deepEqual(
    events.map((event) =>
      event.type === 'layer' ? event.layer.name : `${event.layer} ${Math.round(event.fraction * 2102)}`,
    ),
    // The bias misses the threshold by its step: it is measured again, which does not count twice.
    ['one 2048', 'one 2100', 'one 2101', 'one 2101', 'one', 'two 2102', 'two'],
  );
});
