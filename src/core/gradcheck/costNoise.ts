/** Unit roundoff of float64. */
const roundoff = 2 ** -53;
/** Order of the differences that leave only noise of a smooth function, and 4!² / 8!. */
const order = 4;
const gamma = 576 / 40320;
const points = 9;
/** First spacing, in units of the parameter's scale, and by how much it grows while the cost does not move. */
const firstSpacing = 2 ** -40;
const growth = 2 ** 10;
const spacings = 4;

/**
 * How far rounding moves one evaluation of a cost, from a table of differences over nine equal steps (Moré and Wild,
 * "Estimating computational noise", 2011): what a fourth difference has left is noise. A cost that is computed in
 * single precision does not move at all in such small steps, so they grow until it does.
 *
 * @param costsAt costs at offsets along one direction
 * @param scale size of a typical parameter
 */
export async function costNoise(
  costsAt: (offsets: readonly number[]) => Promise<Float64Array>,
  scale: number,
): Promise<number> {
  let spacing = firstSpacing * scale;
  for (let attempt = 0; attempt < spacings; attempt++, spacing *= growth) {
    const costs = await costsAt(Array.from({ length: points }, (_, i) => i * spacing));
    const size = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
    const noise = Math.max(roundoff * size, fourthDifference(costs));
    if (costs.some((cost) => cost !== costs[0])) return noise;
  }
  return 0;
}

function fourthDifference(costs: Float64Array): number {
  let row = [...costs];
  for (let k = 0; k < order; k++) row = row.slice(1).map((value, i) => value - (row[i] as number));
  return Math.sqrt((gamma * row.reduce((sum, value) => sum + value * value, 0)) / row.length);
}
