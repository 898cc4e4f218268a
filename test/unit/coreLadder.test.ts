import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { costNoise } from '../../src/core/gradcheck/costNoise.ts';
import { standsOnKink } from '../../src/core/gradcheck/kinkAlong.ts';
import { climb, ladderOffsets } from '../../src/core/gradcheck/ladder.ts';

const u = 2 ** -53;

/** The derivative at 0 of a function of one offset, as the ladders see it. */
const derivativeOf = (f: (h: number) => number, scale = 1, costError = 0) =>
  climb(ladderOffsets(scale).map(f), scale, costError);

const costsOf = (f: (h: number) => number) => async (offsets: readonly number[]) =>
  Float64Array.from(offsets, f);

test('derivatives in closed form are met to ten digits and more, and within the error that is told', () => {
  const cases: [name: string, f: (h: number) => number, slope: number][] = [
    ['exp', (h) => Math.exp(h), 1],
    ['sin at 1', (h) => Math.sin(1 + h), Math.cos(1)],
    ['x² at 3', (h) => (3 + h) ** 2, 6],
    ['log at 2', (h) => Math.log(2 + h), 0.5],
    ['sigmoid at −4', (h) => 1 / (1 + Math.exp(4 - h)), Math.exp(4) / (1 + Math.exp(4)) ** 2],
    ['constant', () => 7, 0],
    ['steep: sin 300x', (h) => Math.sin(300 * h), 300],
  ];
  for (const [name, f, slope] of cases) {
    const { value, error } = derivativeOf(f);
    assert.ok(Math.abs(value - slope) <= 10 * error, `${name}: ${value} ± ${error}`);
    assert.ok(error <= 1e-9 * Math.max(1, Math.abs(slope)), `${name}: error ${error}`);
  }
});

test('of random polynomials the derivative lies within ten times the error', () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(coefficient, { minLength: 2, maxLength: 7 }),
      fc.constantFrom(0.01, 1, 50),
      (c, scale) => {
        const f = (h: number) => c.reduceRight((sum, a) => sum * (h / scale) + a, 0);
        const { value, error } = derivativeOf(f, scale);
        assert.ok(Math.abs(value - (c[1] as number) / scale) <= 10 * error);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('a kink beside the point is left behind by the smaller ladders', () => {
  for (const distance of [0.05, 1e-3, 3e-5]) {
    const { value, error } = derivativeOf((h) => Math.sin(h) + 2 * Math.max(0, h - distance));
    assert.ok(Math.abs(value - 1) <= 1e-8, `${distance}: ${value} ± ${error}`);
  }
});

test('a cost in single precision is told to be uncertain, and the truth lies within', () => {
  const { value, error } = derivativeOf(
    (h) => Math.fround(Math.fround(Math.exp(0.3 + h))),
    1,
    2 ** -24 * 1.35,
  );
  assert.ok(Math.abs(value - Math.exp(0.3)) <= 10 * error, `${value} ± ${error}`);
  assert.ok(error > 1e-7 && error < 1e-3, `error ${error}`);
});

test('ladders that stand nearer together lose less of a cost in single precision', () => {
  const costError = 2 ** -24 * 1.35;
  const f = (h: number) => Math.fround(Math.exp(0.3 + h));
  const fine = climb(ladderOffsets(1).map(f), 1, costError);
  const coarse = climb(ladderOffsets(1, 'coarse').map(f), 1, costError, 'coarse');
  assert.ok(Math.abs(coarse.value - Math.exp(0.3)) <= 10 * coarse.error);
  assert.ok(coarse.error < fine.error / 4, `${coarse.error} against ${fine.error}`);
});

test('a cost that is not a number has no derivative', () => {
  assert.equal(derivativeOf(() => Number.NaN).error, Infinity);
});

test('the noise of a cost is its last digits: those of float64, of float32, and of a long sum', async () => {
  const noiseOf = (f: (h: number) => number) => costNoise(costsOf(f), 1);
  const double = await noiseOf((h) => Math.exp(0.3 + h));
  assert.ok(double >= u && double <= 4 * u * 1.35, `${double}`);
  const single = await noiseOf((h) => Math.fround(Math.exp(0.3 + h)));
  assert.ok(single > 2 ** -26 && single < 2 ** -22, `${single}`);
  const cancelled = await noiseOf((h) => 1e6 + Math.sin(1 + h) - 1e6);
  assert.ok(cancelled > 1e-11 && cancelled < 1e-9, `${cancelled}`);
  assert.equal(await noiseOf(() => 0.25), 0);
});

test('a kink is seen where the cost stands on it, and not where it is smooth or the kink is elsewhere', async () => {
  const kink = (f: (h: number) => number) => standsOnKink(costsOf(f), 1, u);
  assert.equal(await kink((h) => Math.max(0, h)), true);
  assert.equal(await kink((h) => 1 + Math.sin(h) + 1e-3 * Math.abs(h)), true);
  assert.equal(await kink((h) => Math.exp(h) * Math.cos(3 * h)), false);
  assert.equal(await kink((h) => Math.max(0, h - 0.01) + h * h), false);
  assert.equal(await kink((h) => h), false);
  assert.equal(await kink(() => 5), false);
});
