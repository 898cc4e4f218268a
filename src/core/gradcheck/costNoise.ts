/** Unit roundoff of float64. */
const roundoff = 2 ** -53;
/** Order of the differences that leave only noise of a smooth function, and 4!² / 8!. */
const order = 4;
const gamma = 576 / 40320;
const points = 9;
/** Spacings in units of the parameter's scale; of the largest a smooth cost still leaves no fourth difference. */
const spacings = [2 ** -40, 2 ** -30, 2 ** -20];

/**
 * How far rounding moves one evaluation of a cost, from a table of differences over nine equal steps (Moré and Wild,
 * "Estimating computational noise", 2011): what a fourth difference has left is noise. A cost that is computed in
 * single precision hardly moves in such small steps, so they grow until it moves with each.
 *
 * @param costsAt costs at offsets along one direction
 * @param scale size of a typical parameter
 */
export async function costNoise(
  costsAt: (offsets: readonly number[]) => Promise<Float64Array>,
  scale: number,
): Promise<number> {
  let noise = 0;
  for (const spacing of spacings) {
    const costs = await costsAt(Array.from({ length: points }, (_, i) => i * spacing * scale));
    const different = new Set(costs).size;
    if (different === 1) continue;
    const size = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
    noise = Math.max(noise, roundoff * size, fourthDifference(costs));
    if (different === points) break;
  }
  return noise;
}

function fourthDifference(costs: Float64Array): number {
  let row = [...costs];
  for (let k = 0; k < order; k++) row = row.slice(1).map((value, i) => value - (row[i] as number));
  return Math.sqrt((gamma * row.reduce((sum, value) => sum + value * value, 0)) / row.length);
}
