/** Steps, in units of the parameter's scale: the second is so much smaller that a smooth cost shows it. */
const steps = [1e-4, 2.5e-5] as const;
/** Of a smooth cost the jump falls with the step, to a quarter; at a kink it stays. */
const stays = 0.7;
/** A jump counts beyond this multiple of what rounding can make of it, and this part of the slope. */
const certainty = 100;
const telling = 1e-7;

/**
 * Whether a cost has a kink where it stands, as a relu whose input is exactly 0 has one: the slopes to the left and
 * to the right differ, however small the step.
 *
 * @param costsAt costs at offsets along one direction
 * @param scale size of a typical parameter
 * @param costError how far rounding can move one cost
 */
export async function standsOnKink(
  costsAt: (offsets: readonly number[]) => Promise<Float64Array>,
  scale: number,
  costError: number,
): Promise<boolean> {
  const offsets = steps.map((step) => step * scale);
  const costs = await costsAt([0, ...offsets.flatMap((h) => [h, -h])]);
  const [here] = costs as unknown as [number];
  const [wide, near] = offsets.map((h, k) => {
    const right = (costs[1 + 2 * k] as number) - here;
    const left = here - (costs[2 + 2 * k] as number);
    return {
      jump: Math.abs(right - left) / h,
      slope: Math.abs(right + left) / (2 * h),
      noise: costError / h,
    };
  }) as [Side, Side];
  return (
    near.jump > stays * wide.jump && near.jump > certainty * near.noise && near.jump > telling * near.slope
  );
}

interface Side {
  readonly jump: number;
  readonly slope: number;
  readonly noise: number;
}
