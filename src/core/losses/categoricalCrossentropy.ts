import { type Complex, exp, log, log1p } from '../complex.ts';
import { type Loss, smallestDivisor } from './loss.ts';

const z: Complex = { re: 0, im: 0 };

/**
 * J = −Σ t log p / rows for probabilities p and targets t, both (rows, classes); t may be one-hot or soft.
 * Nothing is clipped; a term with t = 0 is 0.
 */
export function categoricalCrossentropy(classes: number): Loss {
  return {
    value(output, targets) {
      let sum = 0;
      for (let k = 0; k < output.length; k++) {
        const t = targets[k] as number;
        if (t !== 0) sum -= t * Math.log(output[k] as number);
      }
      return sum / (output.length / classes);
    },
    complex(re, im, targets, out) {
      let sumRe = 0;
      let sumIm = 0;
      for (let k = 0; k < re.length; k++) {
        const t = targets[k] as number;
        if (t === 0) continue;
        log(re[k] as number, im[k] as number, z);
        sumRe -= t * z.re;
        sumIm -= t * z.im;
      }
      out.re = sumRe / (re.length / classes);
      out.im = sumIm / (re.length / classes);
    },
    termSize: () => 0,
    gradient(output, targets, dOutput) {
      const rows = output.length / classes;
      for (let k = 0; k < output.length; k++) {
        const t = targets[k] as number;
        dOutput[k] = t === 0 ? 0 : -t / Math.max(output[k] as number, smallestDivisor) / rows;
      }
    },
  };
}

/**
 * The same of p = softmax(x): Σ t (log Σ e^x − x) / rows. All x are taken from the largest one of their row, and
 * Σ e^x apart from its 1, so that neither a cost nor a gradient near 0 loses its digits.
 */
export function categoricalCrossentropyFromLogits(classes: number): Loss {
  return {
    value(output, targets) {
      let sum = 0;
      for (let start = 0; start < output.length; start += classes) {
        const top = largestIn(output, start, classes);
        const largest = output[top] as number;
        let others = 0;
        for (let k = start; k < start + classes; k++) {
          if (k !== top) others += Math.exp((output[k] as number) - largest);
        }
        const logSum = Math.log1p(others);
        for (let k = start; k < start + classes; k++) {
          sum += (targets[k] as number) * (logSum - ((output[k] as number) - largest));
        }
      }
      return sum / (output.length / classes);
    },
    complex(re, im, targets, out) {
      let sumRe = 0;
      let sumIm = 0;
      for (let start = 0; start < re.length; start += classes) {
        const top = largestIn(re, start, classes);
        const largestRe = re[top] as number;
        const largestIm = im[top] as number;
        let othersRe = 0;
        let othersIm = 0;
        for (let k = start; k < start + classes; k++) {
          if (k === top) continue;
          exp((re[k] as number) - largestRe, (im[k] as number) - largestIm, z);
          othersRe += z.re;
          othersIm += z.im;
        }
        log1p(othersRe, othersIm, z);
        for (let k = start; k < start + classes; k++) {
          const t = targets[k] as number;
          sumRe += t * (z.re - ((re[k] as number) - largestRe));
          sumIm += t * (z.im - ((im[k] as number) - largestIm));
        }
      }
      out.re = sumRe / (re.length / classes);
      out.im = sumIm / (re.length / classes);
    },
    termSize: (n) => classes / n,
    /** (Σt − t) p − t (1 − p) */
    gradient(output, targets, dOutput) {
      const rows = output.length / classes;
      for (let start = 0; start < output.length; start += classes) {
        const top = largestIn(output, start, classes);
        let others = 0;
        let mass = 0;
        for (let k = start; k < start + classes; k++) {
          const power = Math.exp((output[k] as number) - (output[top] as number));
          dOutput[k] = power;
          if (k !== top) others += power;
          mass += targets[k] as number;
        }
        const powers = 1 + others;
        for (let k = start; k < start + classes; k++) {
          const power = dOutput[k] as number;
          const t = targets[k] as number;
          const rest = k === top ? others : powers - power;
          dOutput[k] = (power * (mass - t) - t * rest) / powers / rows;
        }
      }
    },
  };
}

/** Index of the largest of `count` values; the first of equal ones. */
function largestIn(values: Float64Array, start: number, count: number): number {
  let top = start;
  for (let k = start + 1; k < start + count; k++) {
    if ((values[k] as number) > (values[top] as number)) top = k;
  }
  return top;
}
