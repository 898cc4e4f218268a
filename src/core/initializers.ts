import type { RandomState } from './random.ts';

/** How a tensor's first values are drawn. Names and options are Keras's. */
export type InitializerSpec =
  | { readonly name: 'zeros' | 'glorot_uniform' | 'glorot_normal' | 'he_normal' }
  | { readonly name: 'constant'; readonly value: number }
  | { readonly name: 'random_normal'; readonly mean: number; readonly stddev: number }
  | { readonly name: 'random_uniform'; readonly minval: number; readonly maxval: number };

/**
 * n values in the order of the stream. The normal ones are `mean + stddev * randn(n)`, not truncated as in
 * Keras, so that NumPy's `randn(...) * stddev` with the same seed gives the same numbers.
 *
 * Glorot and Bengio 2010: variance 2/(fan in + fan out); He et al. 2015: variance 2/fan in.
 */
export function draw(
  spec: InitializerSpec,
  n: number,
  fanIn: number,
  fanOut: number,
  random: RandomState,
): Float64Array {
  switch (spec.name) {
    case 'zeros':
      return new Float64Array(n);
    case 'constant':
      return new Float64Array(n).fill(spec.value);
    case 'random_normal':
      return normal(spec.mean, spec.stddev, n, random);
    case 'random_uniform':
      return random.uniform(spec.minval, spec.maxval, n);
    case 'glorot_uniform': {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return random.uniform(-limit, limit, n);
    }
    case 'glorot_normal':
      return normal(0, Math.sqrt(2 / (fanIn + fanOut)), n, random);
    case 'he_normal':
      return normal(0, Math.sqrt(2 / fanIn), n, random);
  }
}

function normal(mean: number, stddev: number, n: number, random: RandomState): Float64Array {
  return random.randn(n).map((value) => mean + stddev * value);
}
