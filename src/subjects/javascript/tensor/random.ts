import type { RandomState } from '../../../core/random.ts';
import { sizeOf } from './view.ts';

/** What made-up numbers have to be good for. */
export type Fill = 'normal' | 'weights' | 'positive' | 'probabilities' | 'labels' | 'onehot';

/**
 * Numbers for an argument.
 * @param classes labels are below it
 */
export function drawn(
  fill: Fill,
  shape: readonly number[],
  random: RandomState,
  classes: number,
): Float64Array {
  const count = sizeOf(shape);
  switch (fill) {
    case 'normal':
      return random.randn(count);
    case 'weights': {
      // About 1 / sqrt(fan-in), so that what saturates does not.
      const fanIn = shape.length > 1 ? count / Math.max(...shape) : 1;
      return random.randn(count).map((value) => value / Math.sqrt(Math.max(fanIn, 1)));
    }
    case 'positive':
      return random.uniform(0.5, 1.5, count);
    case 'probabilities':
      return random.uniform(0.1, 0.9, count);
    case 'labels': {
      // Every class once before any twice: equal labels would hide a mistake.
      const order = random.permutation(classes);
      return Float64Array.from({ length: count }, (_, i) => order[i % classes] as number);
    }
    case 'onehot':
      return oneHot(shape, random, classes);
  }
}

function oneHot(shape: readonly number[], random: RandomState, classes: number): Float64Array {
  const values = new Float64Array(sizeOf(shape));
  const order = random.permutation(classes);
  const examples = values.length / classes;
  const columns = shape.length === 2 && shape[0] === classes && shape[1] !== classes;
  for (let i = 0; i < examples; i++) {
    const label = order[i % classes] as number;
    values[columns ? label * examples + i : i * classes + label] = 1;
  }
  return values;
}
