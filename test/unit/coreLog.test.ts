import assert from 'node:assert/strict';
import { test } from 'node:test';
import { log } from '../../src/core/log.ts';
import { RandomState } from '../../src/core/random.ts';
import { ask, hasNumpy } from './oracle/numpy.ts';

// float(Decimal(x).ln()) of Python, computed with 80 digits.
const correct = `
2.2250738585072014e-308 -708.3964185322641
1e-300 -690.7755278982137
1e-20 -46.051701859880914
0.1 -2.3025850929940455
0.5 -0.6931471805599453
0.7071067811865475 -0.34657359027997275
0.7071067811865476 -0.3465735902799726
0.99999999 -1.0000000100247594e-8
0.9999999999999998 -2.2204460492503136e-16
0.9999999999999999 -1.1102230246251565e-16
1 0
1.0000000000000002 2.2204460492503128e-16
1.0000000000000004 4.440892098500625e-16
1.0000001 9.999999505838704e-8
1.414213562373095 0.3465735902799726
1.4142135623730951 0.3465735902799727
1.9999999999999998 0.6931471805599452
2 0.6931471805599453
2.718281828459045 1
3 1.0986122886681098
10 2.302585092994046
1e15 34.538776394910684
1.7976931348623157e308 709.782712893384`
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number) as [number, number]);

test('the logarithm is rounded correctly next to 1, to √2 and to powers of two, and at both ends of the doubles', () => {
  for (const [x, expected] of correct) assert.equal(log(x), expected, `log(${x})`);
});

test('what has no finite logarithm has the one of IEEE 754', () => {
  assert.equal(log(0), -Infinity);
  assert.equal(log(-0), -Infinity);
  assert.equal(log(Infinity), Infinity);
  assert.equal(log(-1), Number.NaN);
  assert.equal(log(Number.NaN), Number.NaN);
});

test('20,000 logarithms equal the correctly rounded ones of Python’s Decimal, all but 1 in 10,000', (t) => {
  if (!hasNumpy(t)) return;
  const random = new RandomState(11);
  const uniforms = [...random.uniform(0, 1, 10_000)];
  const nearOne = [...random.uniform(-1, 1, 4_000)].map((value, k) => 1 + value * 2 ** -(k % 52));
  const everywhere = [...random.uniform(-1021, 1023, 6_000)].map((exponent) => 2 ** exponent);
  const arguments_ = [...uniforms, ...nearOne, ...everywhere].filter((x) => x > 0);
  const python = ask<number[]>('log.py', arguments_);
  const different = arguments_.filter((x, k) => log(x) !== python[k]);
  assert.ok(different.length <= 2, `log of ${different}`);
});
