import { type Complex, exp, log, log1p } from '../complex.ts';
import { type Loss, smallestDivisor } from './loss.ts';

const z: Complex = { re: 0, im: 0 };

/**
 * J = −Σ (y log a + (1 − y) log(1 − a)) / n over all n probabilities, as it stands: nothing is clipped.
 * A term whose factor is 0 is 0, so that a = y = 1 costs nothing instead of 0 · ∞.
 */
export const binaryCrossentropy: Loss = {
  value(output, targets) {
    let sum = 0;
    for (let k = 0; k < output.length; k++) {
      const a = output[k] as number;
      const y = targets[k] as number;
      if (y !== 0) sum -= y * Math.log(a);
      if (y !== 1) sum -= (1 - y) * Math.log(1 - a);
    }
    return sum / output.length;
  },
  complex(re, im, targets, out) {
    let sumRe = 0;
    let sumIm = 0;
    for (let k = 0; k < re.length; k++) {
      const y = targets[k] as number;
      if (y !== 0) {
        log(re[k] as number, im[k] as number, z);
        sumRe -= y * z.re;
        sumIm -= y * z.im;
      }
      if (y !== 1) {
        log(1 - (re[k] as number), -(im[k] as number), z);
        sumRe -= (1 - y) * z.re;
        sumIm -= (1 - y) * z.im;
      }
    }
    out.re = sumRe / re.length;
    out.im = sumIm / re.length;
  },
  termSize: () => 0,
  gradient(output, targets, dOutput) {
    const n = output.length;
    for (let k = 0; k < n; k++) {
      const a = output[k] as number;
      const y = targets[k] as number;
      let slope = 0;
      if (y !== 0) slope -= y / Math.max(a, smallestDivisor);
      if (y !== 1) slope += (1 - y) / (1 - a);
      dOutput[k] = slope / n;
    }
  },
};

/** The same of a = sigmoid(x): max(x, 0) − xy + log(1 + e^−|x|), which neither overflows nor cancels. */
export const binaryCrossentropyFromLogits: Loss = {
  value(output, targets) {
    let sum = 0;
    for (let k = 0; k < output.length; k++) {
      const x = output[k] as number;
      sum += Math.max(x, 0) - x * (targets[k] as number) + Math.log1p(Math.exp(-Math.abs(x)));
    }
    return sum / output.length;
  },
  complex(re, im, targets, out) {
    let sumRe = 0;
    let sumIm = 0;
    for (let k = 0; k < re.length; k++) {
      const x = re[k] as number;
      const step = im[k] as number;
      const y = targets[k] as number;
      // max(x, 0) and |x| take the same side at x = 0, where their kinks cancel.
      const side = x >= 0 ? -1 : 1;
      const linear = x >= 0 ? 1 : 0;
      exp(side * x, side * step, z);
      log1p(z.re, z.im, z);
      sumRe += linear * x - x * y + z.re;
      sumIm += linear * step - step * y + z.im;
    }
    out.re = sumRe / re.length;
    out.im = sumIm / re.length;
  },
  termSize: (n) => 1 / n,
  gradient(output, targets, dOutput) {
    const n = output.length;
    for (let k = 0; k < n; k++) {
      const x = output[k] as number;
      const y = targets[k] as number;
      const power = Math.exp(-Math.abs(x));
      // a − y over one denominator: where a is nearly y, its difference from y keeps its digits.
      const numerator = x >= 0 ? 1 - y - y * power : power * (1 - y) - y;
      dOutput[k] = numerator / (1 + power) / n;
    }
  },
};
