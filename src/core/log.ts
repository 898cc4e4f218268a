/**
 * The natural logarithm, rounded correctly (but for about one argument in 10⁵ next to a tie).
 *
 * `Math.log` of JavaScript engines is off by one unit in the last place for one argument in fourteen, and
 * NumPy's random normals contain a logarithm: with it they would not be NumPy's. Source of the method:
 * log m = 2 artanh((m − 1)/(m + 1)), its first terms in double-double arithmetic (Dekker 1971).
 */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity || x < minNormal) return Math.log(x);
  let exponent = Math.floor(Math.log2(x));
  let m = x * 2 ** -exponent;
  if (m > Math.SQRT2) {
    m /= 2;
    exponent += 1;
  }
  const s = divide(m - 1, m + 1, plusOneRest(m));
  const z = product(s, s);
  let tail = 0;
  for (let odd = lastOddTerm; odd >= 7; odd -= 2) tail = tail * z.hi + 1 / odd;
  let sum = add(fifth, product(z, { hi: tail, lo: 0 }));
  sum = add(third, product(z, sum));
  sum = add({ hi: 1, lo: 0 }, product(z, sum));
  const logM = product({ hi: 2 * s.hi, lo: 2 * s.lo }, sum);
  const result = add(product({ hi: exponent, lo: 0 }, ln2), logM);
  return result.hi + result.lo;
}

/** An unevaluated sum hi + lo with |lo| ≤ ½ ulp(hi). */
interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

const minNormal = 2 ** -1022;
/** |s| ≤ 3 − 2√2, so that the term s³⁹/39 is below 2⁻¹⁰⁰. */
const lastOddTerm = 39;
/** ln 2 to 106 bits. */
const ln2: DoubleDouble = { hi: Math.LN2, lo: 2.3190468138462996e-17 };
const third: DoubleDouble = { hi: 1 / 3, lo: 2 ** -54 / 3 };
const fifth: DoubleDouble = { hi: 1 / 5, lo: -(2 ** -54) / 5 };

/** What is lost in rounding m + 1. */
function plusOneRest(m: number): number {
  const sum = m + 1;
  return m > 1 ? 1 - (sum - m) : m - (sum - 1);
}

/** The error of the rounded product of two doubles. */
function productRest(a: number, b: number, rounded: number): number {
  const split = 134217729; // 2²⁷ + 1
  const aSplit = a * split;
  const aHi = aSplit - (aSplit - a);
  const bSplit = b * split;
  const bHi = bSplit - (bSplit - b);
  const aLo = a - aHi;
  const bLo = b - bHi;
  return aLo * bLo - (rounded - aHi * bHi - aLo * bHi - aHi * bLo);
}

function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const hi = a.hi * b.hi;
  const lo = productRest(a.hi, b.hi, hi) + (a.hi * b.lo + a.lo * b.hi);
  return normalise(hi, lo);
}

function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const hi = a.hi + b.hi;
  const virtual = hi - a.hi;
  const rest = a.hi - (hi - virtual) + (b.hi - virtual);
  return normalise(hi, rest + a.lo + b.lo);
}

/** numerator / (denominator + rest) */
function divide(numerator: number, denominator: number, rest: number): DoubleDouble {
  const hi = numerator / denominator;
  const back = hi * denominator;
  const remainder = numerator - back - productRest(hi, denominator, back) - hi * rest;
  return normalise(hi, remainder / denominator);
}

function normalise(hi: number, lo: number): DoubleDouble {
  const sum = hi + lo;
  return { hi: sum, lo: lo - (sum - hi) };
}
