import { type Arbiter, type Arbitration, apart, type Doubt } from './arbiter.ts';
import { compare, norm } from './comparison.ts';
import { scan } from './scan.ts';

/** Settles doubts by derivatives that have no step, and so no error to speak of, entry by entry. */
export class StepFreeArbiter implements Arbiter {
  readonly #derivatives: (tensor: number, entries: Int32Array) => Promise<Float64Array>;
  readonly #effort: (tensor: number) => number;

  /** @param effort multiplications for one derivative, about */
  constructor(
    derivatives: (tensor: number, entries: Int32Array) => Promise<Float64Array>,
    effort: (tensor: number) => number,
  ) {
    this.#derivatives = derivatives;
    this.#effort = effort;
  }

  async *settle(doubt: Doubt): AsyncGenerator<number, Arbitration> {
    const { tensor, analytical, stepped, entries, entryError, threshold } = doubt;
    const derivatives = stepped.slice();
    const again = yield* scan(entries, this.#effort(tensor), async (portion) => {
      const values = await this.#derivatives(tensor, portion);
      for (const [i, k] of portion.entries()) derivatives[k] = values[i] as number;
      return values;
    });
    const wrong = entries.filter(
      (k, i) =>
        Number.isFinite(again[i]) &&
        apart(analytical[k] as number, again[i] as number, entryError, threshold),
    );
    const complete = entries.length === analytical.length;
    const comparison = compare(analytical, derivatives);
    return {
      whole: complete
        ? {
            comparison,
            error: 0,
            apartAtMost: comparison.apart,
            stepError: norm(stepped.map((value, k) => value - (derivatives[k] as number))),
          }
        : null,
      wrongEntries: wrong.length,
      measured: entries.length,
      derivatives,
    };
  }
}
