/**
 * A complex number that functions write their result into: the complex step evaluates J at θ + ih, and one
 * object per operation would cost more than the arithmetic.
 */
export interface Complex {
  re: number;
  im: number;
}

export function exp(re: number, im: number, out: Complex): void {
  const scale = Math.exp(re);
  out.re = scale * Math.cos(im);
  out.im = scale * Math.sin(im);
}

export function log(re: number, im: number, out: Complex): void {
  const angle = Math.atan2(im, re);
  out.re = Math.log(Math.hypot(re, im));
  out.im = angle;
}

/** log(1 + z), accurate for small z. */
export function log1p(re: number, im: number, out: Complex): void {
  const angle = Math.atan2(im, 1 + re);
  out.re = 0.5 * Math.log1p(2 * re + re * re + im * im);
  out.im = angle;
}

/** 1 / z (Smith 1962), without overflow in |z|². */
export function reciprocal(re: number, im: number, out: Complex): void {
  if (Math.abs(re) >= Math.abs(im)) {
    const ratio = im / re;
    const denominator = re + im * ratio;
    out.re = 1 / denominator;
    out.im = -ratio / denominator;
  } else {
    const ratio = re / im;
    const denominator = re * ratio + im;
    out.re = ratio / denominator;
    out.im = -1 / denominator;
  }
}

/** tanh(x + iy) = (t + ic)/(1 + itc) with t = tanh x, c = tan y, and 1 − t² = 1/cosh² x without cancellation. */
export function tanh(re: number, im: number, out: Complex): void {
  const t = Math.tanh(re);
  const c = Math.tan(im);
  const decay = Math.exp(-2 * Math.abs(re));
  const sechSquared = (4 * decay) / ((1 + decay) * (1 + decay));
  const denominator = 1 + t * t * c * c;
  out.re = (t * (1 + c * c)) / denominator;
  out.im = (c * sechSquared) / denominator;
}

/** 1/(1 + e^−z), from the side on which e^±z does not overflow. */
export function sigmoid(re: number, im: number, out: Complex): void {
  const side = re >= 0 ? -1 : 1;
  exp(side * re, side * im, out);
  const numeratorRe = out.re;
  const numeratorIm = out.im;
  reciprocal(1 + out.re, out.im, out);
  if (side === -1) return;
  const { re: a, im: b } = out;
  out.re = numeratorRe * a - numeratorIm * b;
  out.im = numeratorRe * b + numeratorIm * a;
}
