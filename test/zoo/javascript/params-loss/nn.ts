/** Logistic regression with ridge: the loss and its gradient for parameters and a batch of rows. */
export function lossAndGradient(
  w: number[],
  b: number,
  x: number[][],
  y: number[],
  lambda: number,
): { loss: number; dw: number[]; db: number } {
  const m = x.length;
  const a = x.map((row) => 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * w[i]!, b))));
  const fit = a.reduce((sum, p, n) => sum - y[n]! * Math.log(p) - (1 - y[n]!) * Math.log(1 - p), 0) / m;
  const ridge = (lambda / 2) * w.reduce((sum, weight) => sum + weight * weight, 0);
  const dw = w.map((_, i) => x.reduce((sum, row, n) => sum + (a[n]! - y[n]!) * row[i]!, 0) / m);
  const db = a.reduce((sum, p, n) => sum + p - y[n]!, 0) / m;
  return { loss: fit + ridge, dw, db };
}
