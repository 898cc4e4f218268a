import type { RandomState } from '../../../core/random.ts';
import { drawn } from '../tensor/random.ts';
import type { View } from '../tensor/view.ts';

/** Weights that are smaller hide what becomes of them further on. */
const smallest = 0.05;

/**
 * Gives parameters that the user's code began with zeros, with ones or with tiny numbers other values: at equal or
 * vanishing ones a wrong gradient can be the right number. The rest stays as the code made it.
 */
export function telling(
  parameters: readonly { readonly path: readonly string[]; readonly view: View }[],
  random: RandomState,
): void {
  for (const { path, view } of parameters) {
    const values = view.read();
    const isConstant = values.every((value) => value === values[0]);
    const size = Math.hypot(...values) / Math.sqrt(values.length);
    if (!isConstant && size >= smallest) continue;
    const isScale = isConstant && values[0] === 1;
    const isBias = /b(ias(es)?)?\d*$/i.test(path.at(-1) as string);
    const fresh = drawn(isScale ? 'positive' : 'weights', view.shape, random, 1);
    view.write(isBias && !isScale ? fresh.map((value) => value / 2) : fresh);
  }
}
