import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCount, formatDifference, formatSetting, formatValue } from '../../src/report/formatNumber.ts';

test('a difference has two significant digits, and an exponent where decimals would hide its size', () => {
  const cases: [number | null, string][] = [
    [1.53e-10, '1.5e-10'],
    [3.02e-9, '3.0e-9'],
    [1e-7, '1.0e-7'],
    [9.96e-8, '1.0e-7'],
    [0.0065, '0.0065'],
    [0.00099999, '0.001'],
    [1 / 3, '0.33'],
    [1, '1'],
    [0, '0'],
    [5e-324, '4.9e-324'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [null, '0/0'],
  ];
  for (const [difference, text] of cases) assert.equal(formatDifference(difference), text);
});

test('values keep the digits that are asked for, and their sign', () => {
  assert.equal(formatValue(0.6931721167951169, 10), '0.6931721168');
  assert.equal(formatValue(-2.7000112e-4, 5), '-2.7000e-4');
  assert.equal(formatValue(6.453862e-3), '0.006454');
  assert.equal(formatValue(123456), '1.235e5');
  assert.equal(formatValue(0), '0');
  assert.equal(formatValue(null), 'NaN');
});

test('what a person chose is not rounded', () => {
  assert.equal(formatSetting(1e-7), '1e-7');
  assert.equal(formatSetting(0.0001), '1e-4');
  assert.equal(formatSetting(2.5e-6), '2.5e-6');
  assert.equal(formatSetting(0.01), '0.01');
  assert.equal(formatSetting(0), '0');
});

test('a count has its thousands apart', () => {
  assert.equal(formatCount(0), '0');
  assert.equal(formatCount(999), '999');
  assert.equal(formatCount(61481), '61,481');
  assert.equal(formatCount(122962000), '122,962,000');
});

test('a formatted difference is within its last digit of the difference', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1, noNaN: true }), (difference) => {
      const error = Math.abs(Number(formatDifference(difference)) - difference);
      assert.ok(error <= 0.0501 * difference, `${difference} reads ${formatDifference(difference)}`);
    }),
  );
});
