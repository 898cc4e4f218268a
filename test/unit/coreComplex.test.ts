import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activation } from '../../src/core/activations.ts';
import { type Complex, exp, log, log1p, reciprocal, sigmoid, tanh } from '../../src/core/complex.ts';

type ComplexFunction = (re: number, im: number, out: Complex) => void;

const h = 1e-30;

function at(of: ComplexFunction, re: number, im: number): Complex {
  const out = { re: 0, im: 0 };
  of(re, im, out);
  return out;
}

function near(value: number, exact: number, relative: number, what: string): void {
  assert.ok(Math.abs(value - exact) <= relative * Math.abs(exact), `${what}: ${value}, exactly ${exact}`);
}

test('derivatives by the complex step keep their digits far into saturation', () => {
  for (const x of [-300, -20, -19, -3, -0.5, 0, 1e-9, 0.5, 3, 15, 19, 20, 40, 300]) {
    const decay = Math.exp(-2 * Math.abs(x));
    near(at(tanh, x, h).im / h, (4 * decay) / (1 + decay) ** 2, 1e-14, `tanh′(${x})`);
    assert.equal(at(tanh, x, h).re, Math.tanh(x));
    const power = Math.exp(-Math.abs(x));
    near(at(sigmoid, x, h).im / h, power / (1 + power) ** 2, 1e-14, `sigmoid′(${x})`);
  }
});

test('derivatives of exp, log, log1p and 1/x by the complex step', () => {
  for (const x of [1e-100, 1e-9, 0.25, 1, 7, 1e9, 1e100]) {
    near(at(log, x, h * x).im / (h * x), 1 / x, 1e-15, `log′(${x})`);
    near(at(log1p, x, h).im / h, 1 / (1 + x), 1e-15, `log1p′(${x})`);
    near(at(reciprocal, x, h * x).re, 1 / x, 1e-15, `1/${x}`);
    near(at(reciprocal, x, h * x).im / (h * x), -1 / x / x, 1e-15, `(1/${x})′`);
  }
  for (const x of [1e-200, 1e-9, 0.25, 7]) near(at(log1p, x, h * x).re, Math.log1p(x), 1e-15, `log1p(${x})`);
  for (const x of [-500, -1, 0, 1, 500]) near(at(exp, x, h).im / h, Math.exp(x), 1e-15, `exp′(${x})`);
});

test('values far from the real axis, as Python’s cmath prints them', () => {
  const close = (of: ComplexFunction, re: number, im: number, exact: Complex) => {
    const { re: ourRe, im: ourIm } = at(of, re, im);
    near(ourRe, exact.re, 2e-15, 'real part');
    near(ourIm, exact.im, 2e-15, 'imaginary part');
  };
  close(tanh, 0.5, 0.75, { re: 0.7282118012804724, im: 0.6180963948062024 });
  close(sigmoid, 0.5, 0.75, { re: 0.6401310030830609, im: 0.1833037491900986 });
  close(exp, 0.5, 0.75, { re: 1.2063510016467855, im: 1.1238323225841311 });
  close(log, 0.5, 0.75, { re: -0.10381968238912226, im: 0.982793723247329 });
  close(log1p, 0.5, 0.75, { re: 0.5170368837652692, im: 0.4636476090008061 });
  close(reciprocal, 0.5, 0.75, { re: 0.6153846153846154, im: -0.9230769230769231 });
  close(tanh, -1.25, 0.3, { re: -0.8695789725374359, im: 0.08115448385332392 });
  close(sigmoid, -1.25, 0.3, { re: 0.21834492468284009, im: 0.0519594073686366 });
  close(exp, -1.25, 0.3, { re: 0.27370848675005893, im: 0.08466795677758848 });
  close(log, -1.25, 0.3, { re: 0.25114464637185213, im: 2.90604767286893 });
  close(log1p, -1.25, 0.3, { re: -0.9402953414673354, im: 2.2655346029916 });
  close(reciprocal, -1.25, 0.3, { re: -0.75642965204236, im: -0.1815431164901664 });
  close(tanh, 3.0, -0.6, { re: 0.9981945757692174, im: -0.004612274043728121 });
  close(sigmoid, 3.0, -0.6, { re: 0.9598309522064461, im: -0.025917680953177098 });
  close(exp, 3.0, -0.6, { re: 16.577308967290143, im: -11.341147247775993 });
  close(log, 3.0, -0.6, { re: 1.1182226452447503, im: -0.19739555984988075 });
  close(log1p, 3.0, -0.6, { re: 1.3974196655873006, im: -0.14888994760949725 });
  close(reciprocal, 3.0, -0.6, { re: 0.3205128205128205, im: 0.0641025641025641 });
  close(reciprocal, 0.25, -4.0, { re: 0.01556420233463035, im: 0.2490272373540856 });
});

test('relu and leaky_relu branch on the real part, at 0 to the negative side', () => {
  const relu = activation('relu', 0);
  const leaky = activation('leaky_relu', 0.25);
  assert.deepEqual(at(relu.complex, 2, h), { re: 2, im: h });
  assert.deepEqual(at(leaky.complex, 2, h), { re: 2, im: h });
  assert.deepEqual(at(leaky.complex, -2, h), { re: -0.5, im: 0.25 * h });
  for (const x of [-2, 0]) assert.equal(at(relu.complex, x, h).im, 0);
  assert.equal(at(leaky.complex, 0, h).im, 0.25 * h);
});
