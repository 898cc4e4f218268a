import { log } from './log.ts';

const stateSize = 624;
const shift = 397;

/**
 * NumPy's `numpy.random.RandomState`: the same numbers for the same seed.
 *
 * MT19937 (Matsumoto and Nishimura 1998), seeded by an integer; 53-bit doubles; normals by the polar method
 * with the second value kept (Marsaglia); permutations by Fisher–Yates with rejection on a bit mask.
 */
export class RandomState {
  readonly #state = new Uint32Array(stateSize);
  #next = stateSize;
  #keptNormal: number | null = null;

  /** @param seed an integer in 0 … 2³² − 1 */
  constructor(seed: number) {
    this.#state[0] = seed;
    for (let i = 1; i < stateSize; i++) {
      const previous = this.#state[i - 1] as number;
      this.#state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** A uniform integer in 0 … 2³² − 1. */
  uint32(): number {
    if (this.#next === stateSize) this.#refill();
    let y = this.#state[this.#next++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A uniform double in [0, 1), as `random_sample()`. */
  double(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** n standard normals, as `randn(n)`. */
  randn(n: number): Float64Array {
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) values[i] = this.#normal();
    return values;
  }

  /** n uniform doubles in [low, high), as `uniform(low, high, n)`. */
  uniform(low: number, high: number, n: number): Float64Array {
    const values = new Float64Array(n);
    const range = high - low;
    for (let i = 0; i < n; i++) values[i] = low + range * this.double();
    return values;
  }

  /** 0 … n − 1 in random order, as `permutation(n)`. */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.#upTo(i);
      const swapped = order[i] as number;
      order[i] = order[j] as number;
      order[j] = swapped;
    }
    return order;
  }

  #normal(): number {
    if (this.#keptNormal !== null) {
      const kept = this.#keptNormal;
      this.#keptNormal = null;
      return kept;
    }
    for (;;) {
      const x1 = 2 * this.double() - 1;
      const x2 = 2 * this.double() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const factor = Math.sqrt((-2 * log(r2)) / r2);
      this.#keptNormal = factor * x1;
      return factor * x2;
    }
  }

  /** A uniform integer in 0 … max. */
  #upTo(max: number): number {
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (this.uint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < stateSize; i++) {
      const y = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % stateSize] as number) & 0x7fffffff);
      const twist = (y & 1) === 1 ? 0x9908b0df : 0;
      state[i] = (state[(i + shift) % stateSize] as number) ^ (y >>> 1) ^ twist;
    }
    this.#next = 0;
  }
}
