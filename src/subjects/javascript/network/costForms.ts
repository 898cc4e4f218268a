/** A cost that a file without one may have meant. `out` and `y` have as many entries, examples first or last. */
export interface CostForm {
  /** The config's names for it. */
  readonly losses: readonly string[];
  /** As a person writes it. */
  readonly text: string;
  readonly of: (out: Float64Array, y: Float64Array, examples: number) => number;
}

const sum = (out: Float64Array, y: Float64Array, term: (a: number, t: number) => number): number => {
  let total = 0;
  for (let i = 0; i < out.length; i++) total += term(out[i] as number, y[i] as number);
  return total;
};

const squares = (out: Float64Array, y: Float64Array) => sum(out, y, (a, t) => (a - t) ** 2);
const binary = (out: Float64Array, y: Float64Array) =>
  sum(out, y, (a, t) => -(t === 0 ? 0 : t * Math.log(a)) - (t === 1 ? 0 : (1 - t) * Math.log(1 - a)));
const categorical = (out: Float64Array, y: Float64Array) =>
  sum(out, y, (a, t) => (t === 0 ? 0 : -t * Math.log(a)));

const mse = ['mean_squared_error', 'mse'];
const bce = ['binary_crossentropy'];
const cce = ['categorical_crossentropy', 'sparse_categorical_crossentropy'];

/** The likelier first. */
export const costForms: readonly CostForm[] = [
  { losses: mse, text: '½ Σ (a − y)²', of: (out, y) => squares(out, y) / 2 },
  { losses: mse, text: 'Σ (a − y)²', of: squares },
  { losses: mse, text: 'Σ (a − y)² / m', of: (out, y, m) => squares(out, y) / m },
  { losses: mse, text: 'Σ (a − y)² / 2m', of: (out, y, m) => squares(out, y) / (2 * m) },
  { losses: mse, text: 'the mean of (a − y)²', of: (out, y) => squares(out, y) / out.length },
  { losses: mse, text: 'half the mean of (a − y)²', of: (out, y) => squares(out, y) / (2 * out.length) },
  { losses: bce, text: '−Σ (y log a + (1 − y) log(1 − a))', of: binary },
  { losses: bce, text: '−Σ (y log a + (1 − y) log(1 − a)) / m', of: (out, y, m) => binary(out, y) / m },
  {
    losses: bce,
    text: 'the mean of −(y log a + (1 − y) log(1 − a))',
    of: (out, y) => binary(out, y) / out.length,
  },
  { losses: cce, text: '−Σ y log a', of: categorical },
  { losses: cce, text: '−Σ y log a / m', of: (out, y, m) => categorical(out, y) / m },
];
