import type { Loss } from './loss.ts';

/** J = Σ (a − y)² / n over all n entries. */
export const meanSquaredError: Loss = {
  value(output, targets) {
    let sum = 0;
    for (let k = 0; k < output.length; k++) sum += ((output[k] as number) - (targets[k] as number)) ** 2;
    return sum / output.length;
  },
  complex(re, im, targets, out) {
    let sumRe = 0;
    let sumIm = 0;
    for (let k = 0; k < re.length; k++) {
      const a = (re[k] as number) - (targets[k] as number);
      const b = im[k] as number;
      sumRe += a * a - b * b;
      sumIm += 2 * a * b;
    }
    out.re = sumRe / re.length;
    out.im = sumIm / re.length;
  },
  termSize: () => 0,
  gradient(output, targets, dOutput) {
    const n = output.length;
    for (let k = 0; k < n; k++) dOutput[k] = (2 / n) * ((output[k] as number) - (targets[k] as number));
  },
};
