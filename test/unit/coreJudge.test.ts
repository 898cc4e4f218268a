import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Comparison,
  compare,
  norm,
  normalisedDifference,
  together,
} from '../../src/core/gradcheck/comparison.ts';
import { type Evidence, judge, worstVerdict } from '../../src/core/gradcheck/judge.ts';

/** Measured without a step, and so without an error of its own. */
const whole = (comparison: Comparison, stepError = 0) => ({
  comparison,
  error: 0,
  apartAtMost: comparison.apart,
  stepError,
});

/** Gradients near 1, a step that agrees to 1e-9, and rounding at the last digits. */
const fine: Evidence = {
  costIsFinite: true,
  gradientIsFinite: true,
  stepped: { apart: 2e-9, analytical: 1, numerical: 1 },
  whole: null,
  wrongEntries: 0,
  rounding: { norm: 1e-15, entry: 1e-15 },
  kinks: { norm: 0, entry: 0 },
  signal: 1,
  singlePrecision: false,
  threshold: 1e-7,
  stepIsFixed: true,
};
/** The step misses the threshold, what has no step does not. */
const doubtful: Evidence = {
  ...fine,
  stepped: { apart: 1e-3, analytical: 1, numerical: 1 },
  whole: whole({ apart: 1e-15, analytical: 1, numerical: 1 }, 1e-3),
};

const said = (evidence: Partial<Evidence>, base = doubtful) => {
  const { verdict, finding } = judge({ ...base, ...evidence });
  return `${verdict} ${finding}`;
};

test('agreement by the step alone passes', () => {
  assert.equal(said({}, fine), 'pass agrees');
});

test('the threshold itself still passes', () => {
  const stepped = { apart: 0.25, analytical: 0.5, numerical: 0.5 };
  assert.equal(said({ stepped, threshold: 0.25 }, fine), 'pass agrees');
  assert.equal(said({ stepped, threshold: 0.2499 }, fine), 'inconclusive noise');
});

test('a difference that is the step’s own is not decided where the step is the user’s, and passes where it is ours', () => {
  assert.equal(said({}), 'inconclusive step');
  assert.equal(said({ stepIsFixed: false }), 'pass agrees');
});

test('a difference of the gradients’ own rounding passes where it decides, with any step', () => {
  const single = {
    singlePrecision: true,
    stepped: { apart: 1e-6, analytical: 1, numerical: 1 },
    whole: whole({ apart: 1e-6, analytical: 1, numerical: 1 }, 1e-9),
    rounding: { norm: 3e-7, entry: 1e-8 },
  };
  assert.equal(said(single), 'pass agrees');
  assert.equal(said({ ...single, singlePrecision: false }), 'inconclusive noise');
});

test('the order of the questions: cost, finite gradient, mismatch, entries, zero, agreement, noise, step', () => {
  const everythingWrong: Partial<Evidence> = {
    costIsFinite: false,
    gradientIsFinite: false,
    whole: whole({ apart: 1, analytical: 1, numerical: 1 }),
    wrongEntries: 3,
  };
  assert.equal(said(everythingWrong), 'inconclusive costNotFinite');
  assert.equal(said({ ...everythingWrong, costIsFinite: true }), 'fail gradientNotFinite');
  assert.equal(said({ ...everythingWrong, costIsFinite: true, gradientIsFinite: true }), 'fail mismatch');
  assert.equal(said({ wrongEntries: 3 }), 'fail wrongEntries');
  assert.equal(said({ wrongEntries: 1 }, fine), 'fail wrongEntries');
});

test('a mismatch counts beyond ten roundings and the threshold, and beyond the choice of slopes at kinks', () => {
  const apart = (by: number) => ({ whole: whole({ apart: by, analytical: 1, numerical: 1 }, 1e-3) });
  assert.equal(said({ ...apart(1e-5) }), 'fail mismatch');
  assert.equal(said({ ...apart(1e-5), rounding: { norm: 2e-6, entry: 0 } }), 'inconclusive noise');
  assert.equal(said({ ...apart(1e-5), rounding: { norm: 0.9e-6, entry: 0 } }), 'fail mismatch');
  assert.equal(said({ ...apart(1e-7) }), 'inconclusive step');
  assert.equal(said({ ...apart(1e-5), kinks: { norm: 1, entry: 1 } }), 'inconclusive kink');
  assert.equal(said({ ...apart(1e-5), kinks: { norm: 1e-6, entry: 1e-6 } }), 'fail mismatch');
});

test('two zeros are no agreement: vacuous, also within rounding; one zero is a mismatch', () => {
  const both = (analytical: number, numerical: number) => ({
    stepped: { apart: Math.abs(analytical - numerical), analytical, numerical },
    whole: whole({ apart: Math.abs(analytical - numerical), analytical, numerical }),
  });
  assert.equal(said(both(0, 0)), 'vacuous zero');
  assert.equal(said(both(0, 1e-16)), 'vacuous zero');
  assert.equal(said(both(1e-16, 0)), 'vacuous zero');
  assert.equal(said(both(0, 1e-3)), 'fail mismatch');
  assert.equal(said(both(1e-3, 0)), 'fail mismatch');
});

test('large gradients that drown in rounding are noise, not zero; what is small beside the others is zero', () => {
  const drowned = { rounding: { norm: 1, entry: 1 } };
  assert.equal(said(drowned), 'inconclusive noise');
  const small = {
    stepped: { apart: 1e-3, analytical: 1e-3, numerical: 0 },
    whole: whole({ apart: 1e-3, analytical: 1e-3, numerical: 0 }),
    rounding: { norm: 1e-3, entry: 1e-3 },
  };
  assert.equal(said({ ...small, signal: 1e6 }), 'vacuous zero');
  assert.equal(said({ ...small, signal: 1 }), 'inconclusive noise');
});

test('NaN and infinity never pass, wherever they stand', () => {
  for (const bad of [Number.NaN, Infinity]) {
    for (const side of ['analytical', 'numerical'] as const) {
      for (const base of [fine, doubtful]) {
        const stepped = { ...base.stepped, [side]: bad, apart: bad };
        assert.doesNotMatch(said({ stepped, whole: whole(stepped) }, base), /pass/);
        assert.doesNotMatch(said({ stepped }, fine), /pass/);
      }
    }
    assert.doesNotMatch(said({ rounding: { norm: bad, entry: bad } }), /pass/);
    assert.doesNotMatch(said({ rounding: { norm: bad, entry: bad }, stepIsFixed: false }), /pass/);
    assert.doesNotMatch(said({ whole: whole({ apart: 1e-15, analytical: 1, numerical: 1 }, bad) }), /pass/);
  }
});

test('fail is worse than inconclusive, inconclusive than vacuous, vacuous than pass', () => {
  assert.equal(worstVerdict(['pass', 'vacuous', 'inconclusive', 'fail']), 'fail');
  assert.equal(worstVerdict(['vacuous', 'inconclusive', 'pass']), 'inconclusive');
  assert.equal(worstVerdict(['pass', 'vacuous', 'pass']), 'vacuous');
  assert.equal(worstVerdict(['pass', 'pass']), 'pass');
});

test('the normalised difference: 0 for equal, 1 for opposite or half missing, k − 1 over k + 1 for a factor k', () => {
  const of = (a: number[], n: number[]) =>
    normalisedDifference(compare(Float64Array.from(a), Float64Array.from(n)));
  assert.equal(of([3, 4], [3, 4]), 0);
  assert.equal(of([3, 4], [-3, -4]), 1);
  assert.equal(of([3, 4], [0, 0]), 1);
  assert.equal(of([9, 12], [3, 4]), (3 - 1) / (3 + 1));
  assert.equal(of([0, 0], [0, 0]), null);
  assert.equal(of([Number.NaN, 0], [1, 0]), Number.NaN);
  assert.equal(of([Infinity, 0], [1, 0]), Number.NaN);
  assert.equal(of([1e200, 0], [-1e200, 0]), 1);
  assert.equal(of([3e-200, 4e-200], [0, 0]), 1);
});

test('norms neither overflow nor underflow, and parts together are the norm of the whole', () => {
  assert.equal(norm([3 * 2 ** 660, 4 * 2 ** 660]), 5 * 2 ** 660);
  assert.equal(norm([3 * 2 ** -660, -4 * 2 ** -660]), 5 * 2 ** -660);
  assert.equal(norm([]), 0);
  assert.equal(norm([1, Number.NaN, Infinity]), Number.NaN);
  assert.equal(norm([1, -Infinity]), Infinity);
  assert.deepEqual(
    together([
      { apart: 3, analytical: 5, numerical: 0 },
      { apart: 4, analytical: 12, numerical: 2 },
    ]),
    { apart: 5, analytical: 13, numerical: 2 },
  );
});
