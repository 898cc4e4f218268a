/** Step of each level of a ladder, relative to the level before. */
const contraction = 1.4;
const levels = 10;
/** First steps of the ladders, in units of a tenth of the scale; nearer together where small steps drown in rounding. */
const starts = { fine: [1, 1 / 20, 1 / 400, 1 / 8000], coarse: [4, 1, 1 / 4, 1 / 20] };
export type Ladders = keyof typeof starts;
/** Unit roundoff of float64. */
const roundoff = 2 ** -53;

/** A derivative and how far it can be off. */
export interface BoundedDerivative {
  readonly value: number;
  readonly error: number;
}

/** h and −h of every level of every ladder, for a parameter of this size. */
export function ladderOffsets(scale: number, kind: Ladders = 'fine'): number[] {
  return starts[kind].flatMap((start) =>
    Array.from({ length: levels }, (_, level) => 0.1 * scale * start * contraction ** -level).flatMap((h) => [
      h,
      -h,
    ]),
  );
}

/**
 * The derivative from costs at `ladderOffsets(scale)`: each ladder extrapolates central differences to h = 0
 * (Richardson; Ridders 1982 for its error), and the two that agree best are believed. A single ladder is
 * over-confident where the cost has a kink nearby; two that agree at different steps are not.
 *
 * @param costs J at the offsets of this kind, in their order
 * @param costError how far rounding can move one of them
 */
export function climb(
  costs: ArrayLike<number>,
  scale: number,
  costError: number,
  kind: Ladders = 'fine',
): BoundedDerivative {
  const offsets = ladderOffsets(scale, kind);
  const ladders = starts[kind].map((_, ladder) => {
    const steps = Array.from({ length: levels }, (_, level) => {
      const at = 2 * (ladder * levels + level);
      const h = offsets[at] as number;
      return { h, slope: ((costs[at] as number) - (costs[at + 1] as number)) / (2 * h) };
    });
    const size = Math.max(
      ...steps.map((_, level) => Math.abs(costs[2 * (ladder * levels + level)] as number)),
    );
    return extrapolate(steps, Math.max(costError, 8 * roundoff * size));
  });
  let best: BoundedDerivative = { value: ladders[0]?.value ?? Number.NaN, error: Number.POSITIVE_INFINITY };
  for (const [i, a] of ladders.entries()) {
    for (const b of ladders.slice(i + 1)) {
      const error = Math.max(a.error, b.error, Math.abs(a.value - b.value));
      if (error < best.error) best = { value: a.error <= b.error ? a.value : b.value, error };
    }
  }
  return best;
}

/** The entry of the Neville tableau with the least error; the rounding of a cost shows as costError / h. */
function extrapolate(steps: readonly { h: number; slope: number }[], costError: number): BoundedDerivative {
  let best: BoundedDerivative = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  let column: number[] = [];
  for (const { h, slope } of steps) {
    const next = [slope];
    const floor = costError / h;
    for (let j = 1; j <= column.length; j++) {
      const power = contraction ** (2 * j);
      const finer = next[j - 1] as number;
      const coarser = column[j - 1] as number;
      const value = (power * finer - coarser) / (power - 1);
      const error = Math.max(Math.abs(value - finer), Math.abs(value - coarser), floor);
      if (error < best.error) best = { value, error };
      next.push(value);
    }
    column = next;
  }
  return best;
}
