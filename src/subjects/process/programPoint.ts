import { norm } from '../../core/gradcheck/comparison.ts';
import { costNoise } from '../../core/gradcheck/costNoise.ts';
import { atLeastRounded, type GradientError, largestMoves } from '../../core/gradcheck/gradientError.ts';
import { standsOnKink } from '../../core/gradcheck/kinkAlong.ts';
import { double, single } from '../../core/gradcheck/precision.ts';
import { UnusableGradient } from '../../core/gradcheck/subject.ts';
import { RandomState } from '../../core/random.ts';
import { sizeOf } from '../../core/tensor.ts';
import type { FrameArray } from './frame.ts';
import { type GivenGradient, givenGradient } from './givenGradient.ts';
import type { OpenedCode } from './openedCode.ts';
import type { ProgramPool } from './programPool.ts';

/** θ, one array for each tensor; fewer where the program did not say. */
export type Values = ReadonlyMap<number, Float64Array>;

/** Code at one point, and what is known of it there before any derivative is measured. */
export interface ProgramPoint {
  readonly values: Values;
  readonly gradients: readonly GivenGradient[];
  /** How far rounding moves one cost, for each tensor. */
  readonly noise: readonly number[];
  readonly evaluationMs: readonly number[];
  readonly onKink: boolean;
  readonly rounding: readonly GradientError[];
  readonly evaluations: number;
}

const roundingTrials = 3;
/** Of a slower evaluation the time of asking for it is no great part. */
const slowMs = 5;
/** Of fast ones so many are timed at once that asking for them hardly counts. */
const timed = new Array<number>(32).fill(0);

/** Measures the point where the programs of a pool stand. */
export async function measurePoint(
  pool: ProgramPool,
  { tensors }: OpenedCode,
  values: Values,
): Promise<ProgramPoint> {
  const gradients = gradientsIn((await pool.gradients()).arrays, tensors);
  const noise: number[] = [];
  const evaluationMs: number[] = [];
  let evaluations = 0;
  let onKink = false;
  for (const [t, { shape }] of tensors.entries()) {
    const u = new RandomState(t).randn(sizeOf(shape));
    const scale = scaleOf(values, t);
    const costsAlong = (offsets: readonly number[]) => {
      evaluations += offsets.length;
      return pool.costsAlong(t, u, offsets);
    };
    const started = performance.now();
    const before = evaluations;
    noise.push(await costNoise(costsAlong, scale));
    const roughMs = (performance.now() - started) / (evaluations - before);
    if (roughMs > slowMs) evaluationMs.push(roughMs);
    else {
      const again = performance.now();
      await pool.costsAt(t, Int32Array.of(0), timed);
      evaluations += timed.length;
      evaluationMs.push((performance.now() - again) / timed.length);
    }
    onKink ||= await standsOnKink(costsAlong, scale / Math.sqrt(sizeOf(shape)), noise[t] as number);
  }
  const rounding = await measureRounding(pool, tensors, values, gradients);
  return { values, gradients, noise, evaluationMs, onKink, rounding, evaluations };
}

/** Root mean square of a tensor; 1 where it is all zeros or not known. */
export function scaleOf(values: Values, tensor: number): number {
  const array = values.get(tensor);
  if (array === undefined || array.length === 0) return 1;
  return norm(array) / Math.sqrt(array.length) || 1;
}

function gradientsIn(arrays: readonly FrameArray[], tensors: OpenedCode['tensors']): GivenGradient[] {
  const byName = new Map(arrays.map((array) => [array.name, array]));
  return tensors.map(({ shape }, t) => givenGradient(byName.get(String(t)), shape));
}

/** How far each gradient moves when every number that it starts from moves by its rounding. */
async function measureRounding(
  pool: ProgramPool,
  tensors: OpenedCode['tensors'],
  values: Values,
  gradients: readonly GivenGradient[],
): Promise<readonly GradientError[]> {
  const numbers = (given: readonly GivenGradient[]) =>
    given.map(({ values }) => (values instanceof UnusableGradient ? new Float64Array(0) : values));
  const here = numbers(gradients);
  const random = new RandomState(0);
  const trials: Float64Array[][] = [];
  for (let trial = 0; trial < roundingTrials && values.size > 0; trial++) {
    const move = (value: number) => value * (1 + 4 * double.roundoff * (2 * random.double() - 1));
    await pool.move(new Map([...values].map(([t, array]) => [t, array.map(move)])));
    const there = numbers(gradientsIn((await pool.gradients()).arrays, tensors));
    trials.push(
      there.map((gradient, t) => (gradient.length === here[t]?.length ? gradient : (here[t] ?? gradient))),
    );
  }
  if (values.size > 0) await pool.move(values);
  return largestMoves(here, trials).map((seen, t) => {
    const { roundoff } = gradients[t]?.singlePrecision ? single : double;
    return atLeastRounded(seen, here[t] as Float64Array, roundoff);
  });
}
