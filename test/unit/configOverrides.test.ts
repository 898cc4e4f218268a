import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';
import type { Override } from '../../src/config/overrides.ts';

const text = '{\n  "seed": 1,\n  "model": [4, 3, 2],\n  "check": { "epsilon": 1e-7 }\n}';

function messages(...overrides: Override[]): string[] {
  const { config, problems } = readConfig(text, 'a.json', overrides);
  assert.equal(config, null);
  return problems.map(({ code, location, message }) => `${location.line} ${code} ${message}`);
}

test('overrides replace values, add them, and reach into lists', () => {
  const { config, problems } = readConfig(text, 'a.json', [
    { path: ['check', 'epsilon'], value: 1e-4 },
    { path: ['dataset', 'file'], value: 'a.h5' },
    { path: ['model', '1'], value: 7 },
  ]);
  assert.deepEqual(problems, []);
  assert.equal(config?.check.epsilon, 1e-4);
  assert.equal(config?.dataset?.file, 'a.h5');
  assert.deepEqual(
    config?.model?.layers.map((layer) => layer.type === 'Dense' && layer.units),
    [7, 2],
  );
});

test('the last override of a value counts, and none is changed by another', () => {
  const sizes = [4, 1];
  const { config } = readConfig(text, 'a.json', [
    { path: ['model'], value: sizes },
    { path: ['model', 0], value: 9 },
  ]);
  assert.deepEqual(config?.model?.input_shape, [9]);
  assert.deepEqual(sizes, [4, 1]);
});

test('a problem with an overriding value names the option', () => {
  assert.deepEqual(messages({ path: ['check', 'epsilon'], value: 'small' }), [
    '4 config.type --set check.epsilon: "epsilon" must be a number above 0, such as 1e-4; here it is the text "small".',
  ]);
  assert.deepEqual(messages({ path: ['check', 'epsilom'], value: 1 }), [
    '4 config.unknownKey --set check.epsilom: "epsilom" is not known in "check". Remove it; what can be added here is "method", "threshold" or "coverage".',
  ]);
  assert.deepEqual(messages({ path: ['__proto__', 'seed'], value: 2 }), [
    '1 config.unknownKey --set __proto__.seed: "__proto__" is not known in this config. Remove it; what can be added here is "dataset" or "code".',
  ]);
});

test('an override without a place says why', () => {
  assert.deepEqual(messages({ path: ['seed', 'x'], value: 1 }), [
    '2 config.override --set seed.x: "seed" is 1 and has no "x"; set "seed" as a whole.',
  ]);
  assert.deepEqual(messages({ path: ['model', 'l2'], value: 1 }), [
    '3 config.override --set model.l2: "model" is a list; give the index of an entry, counted from 0, in place of "l2".',
  ]);
  assert.deepEqual(messages({ path: ['model', 3], value: 1 }), [
    '3 config.override --set model.3: "model" has no entry 3; it has 3, counted from 0.',
  ]);
  assert.deepEqual(messages({ path: [], value: 1 }), [
    '1 config.override --set : name the value to set, as in --set check.epsilon=1e-4.',
  ]);
});
