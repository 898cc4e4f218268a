import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forward } from '../../src/core/backpropagation.ts';
import { CostProbe } from '../../src/core/costProbe.ts';
import type { NetworkTensor } from '../../src/core/network.ts';
import { build, type NetworkCase, networkCases } from './oracle/networkCase.ts';

const roundoff = 2 ** -53;

/** J of a whole forward pass with one entry set to a value, and the entry put back. */
function freshCost(
  built: ReturnType<typeof build>,
  tensor: NetworkTensor,
  entry: number,
  value: number,
): number {
  const { network, loss, targets, x, m } = built;
  const { values } = tensor.parameter;
  const before = values[entry] as number;
  values[entry] = value;
  const cost = loss.value(forward(network, x, m).at(-1) as Float64Array, targets) + network.penalty();
  values[entry] = before;
  return cost;
}

function probeOf(from: NetworkCase) {
  const built = build(from);
  const { network, loss, targets, x, m } = built;
  return { ...built, probe: new CostProbe(network, loss, x, targets, m) };
}

/** Every entry of every tensor of the network. */
function* entriesOf({ network }: ReturnType<typeof build>) {
  for (const tensor of network.tensors) {
    for (const [entry, theta] of tensor.parameter.values.entries()) yield { tensor, entry, theta };
  }
}

const bits = (arrays: readonly Float64Array[]) =>
  arrays.map((values) => new BigUint64Array(values.slice().buffer));

test('J with one entry moved equals J of a fresh forward pass within 16 roundings, for every entry of 400 networks', () => {
  fc.assert(
    fc.property(networkCases(), fc.constantFrom(1, 1e-2, 1e-4, 1e-7), (from, epsilon) => {
      const built = probeOf(from);
      for (const { tensor, entry, theta } of entriesOf(built)) {
        for (const value of [theta + epsilon, theta - epsilon]) {
          const fresh = freshCost(built, tensor, entry, value);
          const apart = Math.abs(built.probe.costAt(tensor, entry, value) - fresh);
          assert.ok(
            apart <= 16 * roundoff * Math.max(1, Math.abs(fresh)),
            `${tensor.layer} [${entry}]: ${apart}`,
          );
        }
      }
    }),
    { numRuns: 400, seed: 4 },
  );
});

test('J at an entry’s own value is J(θ) to the last bit', () => {
  fc.assert(
    fc.property(networkCases(), (from) => {
      const built = probeOf(from);
      assert.equal(
        built.probe.cost,
        freshCost(built, built.network.tensors[0] as NetworkTensor, 0, firstOf(built)),
      );
      for (const { tensor, entry, theta } of entriesOf(built)) {
        assert.equal(built.probe.costAt(tensor, entry, theta), built.probe.cost);
      }
    }),
    { numRuns: 200, seed: 5 },
  );
});

function firstOf({ network }: ReturnType<typeof build>): number {
  return network.tensors[0]?.parameter.values[0] as number;
}

test('nothing changes: parameters, outputs and later evaluations are the same bits whatever was asked before', () => {
  const questions = fc.array(
    fc.record({
      tensor: fc.nat(),
      entry: fc.nat(),
      complex: fc.boolean(),
      step: fc.constantFrom(0.5, -1e-5),
    }),
    { minLength: 2, maxLength: 30 },
  );
  fc.assert(
    fc.property(networkCases({ penalties: [0, 0.3] }), questions, (from, asked) => {
      const built = probeOf(from);
      const { probe, network } = built;
      const parameters = bits(network.tensors.map(({ parameter }) => parameter.values));
      const outputs = bits(probe.outputs);
      const answer = (of: CostProbe, question: (typeof asked)[number]) => {
        const tensor = network.tensors[question.tensor % network.tensors.length] as NetworkTensor;
        const { values } = tensor.parameter;
        const entry = question.entry % values.length;
        if (question.complex) return of.complexDerivative(tensor, entry);
        return of.costAt(tensor, entry, (values[entry] as number) + question.step);
      };
      for (const question of asked) {
        // A probe that was never asked before knows nothing of the others' traces.
        const { loss, targets, x, m } = built;
        assert.equal(answer(probe, question), answer(new CostProbe(network, loss, x, targets, m), question));
      }
      assert.deepEqual(bits(network.tensors.map(({ parameter }) => parameter.values)), parameters);
      assert.deepEqual(bits(probe.outputs), outputs);
      assert.equal(probe.evaluations, 1 + asked.length);
    }),
    { numRuns: 400, seed: 6 },
  );
});

test('complex derivatives equal finite differences of sixth order of the whole forward pass', () => {
  const smooth = networkCases({ activations: ['linear', 'sigmoid', 'tanh', 'softmax'] });
  fc.assert(
    fc.property(smooth, (from) => {
      const built = probeOf(from);
      const h = 3e-3;
      for (const { tensor, entry, theta } of entriesOf(built)) {
        const d = (k: number) =>
          freshCost(built, tensor, entry, theta + k * h) - freshCost(built, tensor, entry, theta - k * h);
        // Fornberg 1988: coefficients 3/4, −3/20, 1/60, error h⁶ J⁽⁷⁾/140.
        const expected = ((3 / 4) * d(1) - (3 / 20) * d(2) + (1 / 60) * d(3)) / h;
        const apart = Math.abs(built.probe.complexDerivative(tensor, entry) - expected);
        assert.ok(apart <= 1e-9 * Math.max(1, Math.abs(expected)), `${tensor.layer} [${entry}]: ${apart}`);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('an entry costs two evaluations by central and by right-hand differences, and one without a step', async () => {
  const [from] = fc.sample(networkCases(), { numRuns: 1, seed: 8 });
  const { subject } = build(from as NetworkCase);
  assert.equal(subject.evaluations(), 1);
  const entries = Int32Array.of(0);
  await subject.differences(0, entries, { method: 'central', epsilon: 1e-4 });
  assert.equal(subject.evaluations(), 3);
  await subject.differences(0, entries, { method: 'forward', epsilon: 1e-4 });
  assert.equal(subject.evaluations(), 5);
  await subject.stepFreeDerivatives(0, entries);
  assert.equal(subject.evaluations(), 6);
  await subject.analyticalGradients();
  await subject.roundingErrors();
  await subject.kinkErrors();
  assert.equal(subject.evaluations(), 6);
});
