import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Network } from '../../src/core/network.ts';
import { RandomState } from '../../src/core/random.ts';

const dense = (name: string, units: number) => ({
  type: 'Dense' as const,
  name,
  units,
  activation: { name: 'linear' as const },
  use_bias: false,
  kernel_initializer: { name: 'zeros' as const },
  bias_initializer: { name: 'zeros' as const },
});

test('an entry costs what it makes the layers behind it do', () => {
  const network = new Network(
    [dense('a', 400), dense('b', 300), dense('c', 200), dense('d', 3)],
    [4],
    1,
    0,
    new RandomState(1),
  );
  // One output of a changes all 300 of b, and from there on whole products: 300 · 200 and 200 · 3.
  assert.deepEqual(
    network.tensors.map((tensor) => network.effort(tensor)),
    [1 + 300 + 300 * 200 + 200 * 3, 1 + 200 + 200 * 3, 1 + 3, 1],
  );
});
