import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { build, type NetworkCase, networkCases } from './oracle/networkCase.ts';
import { ask, hasNumpy } from './oracle/numpy.ts';

interface Answer {
  readonly drawn: readonly (readonly number[])[];
  readonly cost: number;
  readonly gradients: readonly (readonly number[])[];
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test('300 random networks have the parameters, the cost, the gradients and the derivatives that NumPy computes', async (t) => {
  if (!hasNumpy(t)) return;
  const cases = fc.sample(networkCases(), { numRuns: 300, seed: 20_240_501 });
  const built = cases.map(build);
  const answers = ask<Answer[]>(
    'network.py',
    cases.map((from, c) => ({
      ...from,
      parameters: built[c]?.network.tensors.map(({ parameter }) => [...parameter.values]),
    })),
  );
  assert.equal(answers.length, cases.length);
  for (const [c, { drawn, cost, gradients }] of answers.entries()) {
    const { network, subject } = built[c] as ReturnType<typeof build>;
    const near = (ours: ArrayLike<number>, theirs: readonly number[], tolerance: number, what: string) => {
      assert.equal(ours.length, theirs.length, what);
      for (let k = 0; k < ours.length; k++) {
        const apart = Math.abs((ours[k] as number) - (theirs[k] as number));
        if (!(apart <= tolerance)) {
          assert.fail(
            `${what} [${k}]: ${ours[k]}, NumPy ${theirs[k]}\n${JSON.stringify(cases[c] as NetworkCase)}`,
          );
        }
      }
    };
    near([await subject.cost()], [cost], 1e-12 * Math.abs(cost) + 1e-15, 'cost');
    const analytical = await subject.analyticalGradients();
    // A gradient that cancels to nothing keeps the rounding of what it cancelled from.
    const rest = 1e-15 * Math.max(1, largest(gradients.map(largest)));
    for (const [k, { layer, parameter }] of network.tensors.entries()) {
      const name = `${layer}.${parameter.name}`;
      const numpy = gradients[k] as readonly number[];
      const tolerance = 1e-12 * largest(numpy) + rest;
      near(
        parameter.values,
        drawn[k] as readonly number[],
        1e-15 * largest(drawn[k] ?? []),
        `${name} as drawn`,
      );
      near(analytical[k] as Float64Array, numpy, tolerance, `${name}, backward`);
      const entries = Int32Array.from(parameter.values, (_, entry) => entry);
      near(await subject.stepFreeDerivatives(k, entries), numpy, tolerance, `${name}, complex step`);
    }
  }
});
