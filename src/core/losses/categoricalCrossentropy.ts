import { type Complex, exp, log } from '../complex.ts';
import type { Loss } from './loss.ts';

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
    gradient(output, targets, dOutput) {
      const rows = output.length / classes;
      for (let k = 0; k < output.length; k++) {
        const t = targets[k] as number;
        dOutput[k] = t === 0 ? 0 : -t / (output[k] as number) / rows;
      }
    },
  };
}

/** The same of p = softmax(x): Σ t (log Σ e^x − x) / rows, shifted by the largest x. */
export function categoricalCrossentropyFromLogits(classes: number): Loss {
  return {
    value(output, targets) {
      let sum = 0;
      for (let start = 0; start < output.length; start += classes) {
        const largest = largestIn(output, start, classes);
        let powers = 0;
        for (let k = start; k < start + classes; k++) powers += Math.exp((output[k] as number) - largest);
        const logSum = Math.log(powers);
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
        const largest = largestIn(re, start, classes);
        let powersRe = 0;
        let powersIm = 0;
        for (let k = start; k < start + classes; k++) {
          exp((re[k] as number) - largest, im[k] as number, z);
          powersRe += z.re;
          powersIm += z.im;
        }
        log(powersRe, powersIm, z);
        for (let k = start; k < start + classes; k++) {
          const t = targets[k] as number;
          sumRe += t * (z.re - ((re[k] as number) - largest));
          sumIm += t * (z.im - (im[k] as number));
        }
      }
      out.re = sumRe / (re.length / classes);
      out.im = sumIm / (re.length / classes);
    },
    gradient(output, targets, dOutput) {
      const rows = output.length / classes;
      for (let start = 0; start < output.length; start += classes) {
        const largest = largestIn(output, start, classes);
        let powers = 0;
        let mass = 0;
        for (let k = start; k < start + classes; k++) {
          dOutput[k] = Math.exp((output[k] as number) - largest);
          powers += dOutput[k] as number;
          mass += targets[k] as number;
        }
        for (let k = start; k < start + classes; k++) {
          dOutput[k] = ((mass * (dOutput[k] as number)) / powers - (targets[k] as number)) / rows;
        }
      }
    },
  };
}

function largestIn(values: Float64Array, start: number, count: number): number {
  let largest = values[start] as number;
  for (let k = start + 1; k < start + count; k++)
    if ((values[k] as number) > largest) largest = values[k] as number;
  return largest;
}
