import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Complex } from '../../src/core/complex.ts';
import { differenceQuotient } from '../../src/core/gradcheck/differenceQuotient.ts';
import { Softmax } from '../../src/core/layers/softmax.ts';
import { defaultLoss, lossOf } from '../../src/core/losses/chooseLoss.ts';
import type { Loss, LossName } from '../../src/core/losses/loss.ts';
import { type Labels, readTargets } from '../../src/core/losses/targets.ts';
import { Problem } from '../../src/core/problem.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const binaryLogits = lossOf({ name: 'binary_crossentropy', from_logits: true }, 1);
const logitsOf = (classes: number) =>
  lossOf({ name: 'categorical_crossentropy', from_logits: true }, classes);

function gradient(loss: Loss, output: Float64Array, targets: Float64Array): number[] {
  const slopes = new Float64Array(output.length);
  loss.gradient(output, targets, slopes);
  return [...slopes];
}

/** dJ/d(output) by the complex step. */
function complexGradient(loss: Loss, output: Float64Array, targets: Float64Array): number[] {
  const out: Complex = { re: 0, im: 0 };
  return Array.from(output, (_, k) => {
    const im = new Float64Array(output.length);
    im[k] = 1e-30;
    loss.complex(output.slice(), im, targets, out);
    return out.im / 1e-30;
  });
}

function near(ours: readonly number[], exact: readonly number[], relative = 4e-16): void {
  assert.equal(ours.length, exact.length);
  for (const [k, value] of ours.entries()) {
    const expected = exact[k] as number;
    assert.ok(
      Math.abs(value - expected) <= relative * Math.abs(expected),
      `[${k}] ${value}, exactly ${expected}`,
    );
  }
}

test('x² at 3 with ε = 1e-2: 5.999999999999872 two-sided, 6.009999999999849 right-hand', () => {
  const square = (x: number) => x * x;
  assert.equal(differenceQuotient(square, 3, { method: 'central', epsilon: 1e-2 }), 5.999999999999872);
  assert.equal(differenceQuotient(square, 3, { method: 'forward', epsilon: 1e-2 }), 6.009999999999849);
});

test('costs in closed form: ln 2, ln 3, a mean of squares', () => {
  const half = lossOf({ name: 'binary_crossentropy', from_logits: false }, 1);
  assert.equal(half.value(numbers(0.5, 0.5), numbers(0, 1)), Math.LN2);
  assert.equal(binaryLogits.value(numbers(0, 0), numbers(0, 1)), Math.LN2);
  near([logitsOf(3).value(numbers(7, 7, 7), numbers(0, 1, 0))], [Math.log(3)]);
  const third = lossOf({ name: 'sparse_categorical_crossentropy', from_logits: false }, 3);
  near([third.value(numbers(0.5, 0.25, 0.25), numbers(0, 1, 0))], [2 * Math.LN2]);
  const squares = lossOf({ name: 'mean_squared_error', from_logits: false }, 2);
  assert.equal(squares.value(numbers(1, 2, 3, 4), numbers(1, 0, 0, 1)), (4 + 9 + 9) / 4);
  assert.deepEqual(gradient(squares, numbers(1, 2, 3, 4), numbers(1, 0, 0, 1)), [0, 1, 1.5, 1.5]);
});

test('cost and gradient of confident logits keep their digits: e^−z, however small', () => {
  for (const z of [20, 30, 36, 37, 40, 300, 700]) {
    const small = Math.exp(-z);
    // J = log(1 + e^−z) and dJ/dz = −1/(1 + e^z), both e^−z to 1e-8 from z = 20 on; the rest is the next term.
    near([binaryLogits.value(numbers(z), numbers(1))], [small - small ** 2 / 2]);
    near([binaryLogits.value(numbers(-z), numbers(0))], [small - small ** 2 / 2]);
    near(gradient(binaryLogits, numbers(z), numbers(1)), [-small / (1 + small)]);
    near(gradient(binaryLogits, numbers(-z), numbers(0)), [small / (1 + small)]);
    near(gradient(binaryLogits, numbers(z), numbers(0)), [1 / (1 + small)]);
    near([logitsOf(2).value(numbers(z, 0), numbers(1, 0))], [small - small ** 2 / 2]);
    near(gradient(logitsOf(2), numbers(z, 0), numbers(1, 0)), [-small / (1 + small), small / (1 + small)]);
    near(gradient(logitsOf(2), numbers(0, z), numbers(1, 0)), [-1 / (1 + small), 1 / (1 + small)]);
    if (z > 600) continue;
    near(complexGradient(binaryLogits, numbers(z), numbers(1)), [-small / (1 + small)]);
    near(complexGradient(logitsOf(2), numbers(z, 0), numbers(1, 0)), [
      -small / (1 + small),
      small / (1 + small),
    ]);
  }
});

test('each row of a softmax cross-entropy gradient sums to 0, from logits and through a softmax', () => {
  const rows = fc
    .record({ m: fc.integer({ min: 1, max: 4 }), classes: fc.integer({ min: 1, max: 6 }) })
    .chain(({ m, classes }) =>
      fc.record({
        classes: fc.constant(classes),
        x: fc.array(fc.double({ min: -30, max: 30, noNaN: true }), {
          minLength: m * classes,
          maxLength: m * classes,
        }),
        labels: fc.array(fc.nat(classes - 1), { minLength: m, maxLength: m }),
      }),
    );
  fc.assert(
    fc.property(rows, ({ classes, x, labels }) => {
      const logits = Float64Array.from(x);
      const name = 'sparse_categorical_crossentropy';
      const labelled = { shape: [labels.length], data: Float64Array.from(labels), integers: true };
      const targets = readTargets(labelled, { name, from_logits: false }, [classes]);
      const softmax = new Softmax(classes, classes);
      const y = new Float64Array(logits.length);
      softmax.forward(logits, y);
      const dx = new Float64Array(logits.length);
      const dy = Float64Array.from(gradient(lossOf({ name, from_logits: false }, classes), y, targets));
      softmax.backward({ x: logits, y, dy, dx, gradients: [] });
      for (const slopes of [gradient(logitsOf(classes), logits, targets), [...dx]]) {
        for (let start = 0; start < slopes.length; start += classes) {
          const sum = slopes.slice(start, start + classes).reduce((total, slope) => total + slope, 0);
          assert.ok(Math.abs(sum) <= 1e-15, `${sum}`);
        }
      }
    }),
    { seed: 9 },
  );
});

test('probabilities of exactly 0 and 1 that are right cost nothing; wrong ones cost infinity', () => {
  const binary = lossOf({ name: 'binary_crossentropy', from_logits: false }, 1);
  assert.equal(binary.value(numbers(0, 1), numbers(0, 1)), 0);
  assert.equal(binary.value(numbers(0, 1), numbers(1, 1)), Infinity);
  assert.ok(gradient(binary, numbers(0, 1), numbers(0, 1)).every(Number.isFinite));
  // A subnormal probability: 1/p would overflow.
  assert.ok(gradient(binary, numbers(1e-310), numbers(1)).every(Number.isFinite));
  const categorical = lossOf({ name: 'categorical_crossentropy', from_logits: false }, 2);
  assert.equal(categorical.value(numbers(0, 1), numbers(0, 1)), 0);
  assert.equal(categorical.value(numbers(0, 1), numbers(1, 0)), Infinity);
  assert.ok(gradient(categorical, numbers(1e-310, 1), numbers(1, 0)).every(Number.isFinite));
});

const labels = (shape: number[], ...data: number[]): Labels => ({
  shape,
  data: Float64Array.from(data),
  integers: data.every(Number.isInteger),
});

test('labels become targets: indices one-hot for both categorical losses, one-hot and soft labels as they are', () => {
  for (const name of ['categorical_crossentropy', 'sparse_categorical_crossentropy'] as const) {
    const loss = { name, from_logits: false };
    assert.deepEqual(readTargets(labels([2], 2, 0), loss, [3]), numbers(0, 0, 1, 1, 0, 0));
    assert.deepEqual(readTargets(labels([2, 1], 2, 0), loss, [3]), numbers(0, 0, 1, 1, 0, 0));
    assert.deepEqual(readTargets(labels([1, 2], 1, 0), loss, [2, 2]), numbers(0, 1, 1, 0));
    assert.deepEqual(readTargets(labels([1, 3], 0.5, 0.25, 0.25), loss, [3]), numbers(0.5, 0.25, 0.25));
  }
  const binary = { name: 'binary_crossentropy', from_logits: false } as const;
  assert.deepEqual(readTargets(labels([3], 0, 1, 0.5), binary, [1]), numbers(0, 1, 0.5));
});

test('labels that do not fit are a problem that says what they are and what to do', () => {
  const problem = (given: Labels, name: LossName, shape: number[]) => {
    try {
      readTargets(given, { name, from_logits: false }, shape);
    } catch (error) {
      assert.ok(error instanceof Problem);
      return { code: error.code, message: error.message };
    }
    return assert.fail('no problem');
  };
  assert.deepEqual(problem(labels([2], 0, 3), 'sparse_categorical_crossentropy', [3]), {
    code: 'dataset.labels',
    message:
      'A label is 3, which sparse_categorical_crossentropy cannot use. The output has 3 units, so labels must be whole numbers from 0 to 2. If they are numbered from 1, subtract 1; otherwise give the last layer 4 units.',
  });
  assert.match(problem(labels([2], 0, 0.5), 'categorical_crossentropy', [3]).message, /^A label is 0\.5/);
  assert.match(
    problem(labels([2], -1, 1), 'binary_crossentropy', [1]).message,
    /Write labels of −1 and 1 as 0 and 1\.$/,
  );
  assert.match(problem(labels([1, 3], 0.5, -0.5, 1), 'categorical_crossentropy', [3]).message, /holds -0\.5/);
  assert.equal(
    problem(labels([2, 3], 1, 2, 3, 4, 5, 6), 'mean_squared_error', [2]).code,
    'config.outputShape',
  );
  assert.match(
    problem(labels([2, 3], 1, 2, 3, 4, 5, 6), 'mean_squared_error', [2]).message,
    /\(2,\).*\(3,\).*3 units/,
  );
});

test('a loss that the config does not name follows from the last activation and the labels', () => {
  const indices = labels([3], 0, 2, 1);
  const real = labels([3], 0.5, 2, 1);
  const oneHot = labels([1, 3], 0, 1, 0);
  const of = (activation: string, given: Labels, classes: number) => {
    const { name, from_logits } = defaultLoss(activation, given, classes);
    return from_logits ? `${name} from logits` : name;
  };
  assert.equal(of('sigmoid', indices, 1), 'binary_crossentropy');
  assert.equal(of('softmax', indices, 3), 'sparse_categorical_crossentropy');
  assert.equal(of('softmax', oneHot, 3), 'categorical_crossentropy');
  assert.equal(of('linear', indices, 3), 'sparse_categorical_crossentropy from logits');
  assert.equal(of('linear', real, 3), 'mean_squared_error');
  assert.equal(of('linear', indices, 1), 'mean_squared_error');
  assert.equal(of('tanh', real, 1), 'mean_squared_error');
});
