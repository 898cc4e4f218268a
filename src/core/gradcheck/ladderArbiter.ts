import { RandomState } from '../random.ts';
import { type Arbiter, type Arbitration, apart, type Doubt, type WholeTensor } from './arbiter.ts';
import { compare, norm } from './comparison.ts';
import { certainty } from './judge.ts';
import { type BoundedDerivative, climb, ladderOffsets } from './ladder.ts';

/** A cost that can only be evaluated. */
export interface CostAccess {
  /** J at θ + h e_k: one row for each entry k, one column for each offset h. */
  costsAt(tensor: number, entries: Int32Array, offsets: readonly number[]): Promise<Float64Array>;
  /** J at θ + h u for each offset h. */
  costsAlong(tensor: number, direction: Float64Array, offsets: readonly number[]): Promise<Float64Array>;
  /** Size of a typical entry. */
  scale(tensor: number): number;
  /** How far rounding can move one evaluation. */
  costError(tensor: number): number;
  singlePrecision(tensor: number): boolean;
}

/** Random directions u ~ N(0, I): an error e of the gradient shows in each as ⟨e, u⟩ ~ N(0, ‖e‖²). */
const directions = 8;
/** The 0.001 quantile of χ² with that many degrees of freedom: ‖e‖² ≤ Σ⟨e, u⟩² / quantile but once in 1,000. */
const quantile = 0.857;
/** The entries that look worst are measured one by one. */
const mostEntries = 16;

/**
 * Settles doubts about code that can only be evaluated: by error-bounded derivatives in the entries that look worst,
 * and, where the tensor as a whole is in doubt, along random directions, whose number does not grow with its size.
 */
export class LadderArbiter implements Arbiter {
  readonly #access: CostAccess;

  constructor(access: CostAccess) {
    this.#access = access;
  }

  async *settle(doubt: Doubt): AsyncGenerator<number, Arbitration> {
    const { analytical, stepped, entries, threshold, entryError, tensor } = doubt;
    const complete = analytical.length <= mostEntries && entries.length === analytical.length;
    const worst = complete ? entries : worstEntries(doubt);
    const derivatives = stepped.slice();
    const errors = new Float64Array(worst.length);
    let wrong = 0;
    for (const [i, k] of worst.entries()) {
      const { value, error } = await this.derivative(tensor, (offsets) =>
        this.#access.costsAt(tensor, Int32Array.of(k), offsets),
      );
      derivatives[k] = value;
      errors[i] = error;
      if (
        Number.isFinite(error) &&
        apart(analytical[k] as number, value, entryError + certainty * error, threshold)
      ) {
        wrong += 1;
      }
      yield 1;
    }
    const whole = complete
      ? wholeOf(doubt, derivatives, errors)
      : entries.length === analytical.length
        ? yield* this.#alongDirections(doubt)
        : null;
    return {
      whole,
      wrongEntries: wrong,
      measured: worst.length + (whole && !complete ? directions : 0),
      derivatives: complete || whole === null ? derivatives : null,
    };
  }

  /**
   * The derivative along a line through the point.
   *
   * @param costsAt J at offsets along it
   */
  async derivative(
    tensor: number,
    costsAt: (offsets: readonly number[]) => Promise<Float64Array>,
  ): Promise<BoundedDerivative> {
    const scale = this.#access.scale(tensor);
    const ladders = this.#access.singlePrecision(tensor) ? 'coarse' : 'fine';
    const costs = await costsAt(ladderOffsets(scale, ladders));
    return climb(costs, scale, this.#access.costError(tensor), ladders);
  }

  /** How far a gradient is from the derivatives along random directions. */
  async estimate(tensor: number, analytical: Float64Array): Promise<WholeTensor> {
    const nothing = { entries: new Int32Array(0), entryError: 0, threshold: 0 };
    const measuring = this.#alongDirections({ tensor, analytical, stepped: analytical, ...nothing });
    for (;;) {
      const next = await measuring.next();
      if (next.done) return next.value;
    }
  }

  async *#alongDirections({ tensor, analytical, stepped }: Doubt): AsyncGenerator<number, WholeTensor> {
    const random = new RandomState(tensor);
    const found: { apart: number; stepApart: number; slope: number; error: number }[] = [];
    for (let k = 0; k < directions; k++) {
      const u = random.randn(analytical.length);
      const { value, error } = await this.derivative(tensor, (offsets) =>
        this.#access.costsAlong(tensor, u, offsets),
      );
      found.push({
        apart: inner(analytical, u) - value,
        stepApart: inner(stepped, u) - value,
        slope: value,
        error,
      });
      yield 0;
    }
    const rms = (of: (one: (typeof found)[number]) => number) => norm(found.map(of)) / Math.sqrt(directions);
    return {
      comparison: {
        apart: rms(({ apart }) => apart),
        analytical: norm(analytical),
        numerical: rms(({ slope }) => slope),
      },
      error: rms(({ error }) => error),
      apartAtMost: norm(found.map((one) => Math.abs(one.apart) + one.error)) / Math.sqrt(quantile),
      stepError: rms(({ stepApart }) => stepApart),
    };
  }
}

function wholeOf(
  { analytical, stepped }: Doubt,
  derivatives: Float64Array,
  errors: Float64Array,
): WholeTensor {
  const comparison = compare(analytical, derivatives);
  return {
    comparison,
    error: norm(errors),
    apartAtMost: comparison.apart + norm(errors),
    stepError: norm(stepped.map((value, k) => value - (derivatives[k] as number))),
  };
}

/** Those furthest apart; NaN is further than any number. */
function worstEntries({ analytical, stepped, entries }: Doubt): Int32Array {
  const distance = (k: number) => {
    const apart = Math.abs((analytical[k] as number) - (stepped[k] as number));
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
  };
  return entries.toSorted((a, b) => distance(b) - distance(a)).slice(0, mostEntries);
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
}
