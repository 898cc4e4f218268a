import { norm } from '../../core/gradcheck/comparison.ts';
import { costNoise } from '../../core/gradcheck/costNoise.ts';
import type { DifferenceStep } from '../../core/gradcheck/differenceQuotient.ts';
import { type GradientError, largestMoves } from '../../core/gradcheck/gradientError.ts';
import { type CostAccess, LadderArbiter } from '../../core/gradcheck/ladderArbiter.ts';
import { double, single } from '../../core/gradcheck/precision.ts';
import { type Subject, type SubjectTensor, UnusableGradient } from '../../core/gradcheck/subject.ts';
import { RandomState } from '../../core/random.ts';
import { sizeOf } from '../../core/tensor.ts';
import { type GivenGradient, givenGradient } from './givenGradient.ts';
import type { OpenedProgram, ProgramPool } from './programPool.ts';

/** Multiplications that take about a millisecond: what `effort` is told in. */
const workPerMs = 1e6;
/** A scan that takes longer is shared by several programs. */
const worthSharingMs = 1000;
/** Every gradient is rounded at least so often. */
const roundings = 8;
const roundingTrials = 3;
/** A cost whose noise is larger than this, relative to its size, was computed in single precision. */
const singleNoise = 1e-10;

/** Code that runs in other processes, where it can only be evaluated. */
export class ProgramSubject implements Subject, CostAccess {
  readonly tensors: readonly SubjectTensor[];
  readonly arbiter = new LadderArbiter(this);
  readonly #pool: ProgramPool;
  readonly #opened: OpenedProgram;
  readonly #gradients: readonly GivenGradient[];
  readonly #noise: readonly number[];
  #evaluations: number;

  private constructor(
    pool: ProgramPool,
    opened: OpenedProgram,
    gradients: readonly GivenGradient[],
    measured: readonly { noise: number; evaluationMs: number }[],
  ) {
    this.#pool = pool;
    this.#opened = opened;
    this.#gradients = gradients;
    this.#noise = measured.map(({ noise }) => noise);
    this.#evaluations = 9 * measured.length;
    this.tensors = opened.code.tensors.map(({ layer, type, name, shape }, t) => ({
      layer,
      layerType: type,
      name,
      shape,
      size: sizeOf(shape),
      effort: 2 * workPerMs * (measured[t]?.evaluationMs ?? 0),
    }));
  }

  /** @param workers how many programs may share a scan */
  static async of(pool: ProgramPool, opened: OpenedProgram, workers: number): Promise<ProgramSubject> {
    const { tensors } = opened.code;
    const { arrays } = await pool.gradients();
    const gradients = tensors.map(({ shape }, t) =>
      givenGradient(
        arrays.find(({ name }) => name === String(t)),
        shape,
      ),
    );
    const measured: { noise: number; evaluationMs: number }[] = [];
    for (const [t, { shape }] of tensors.entries()) {
      const u = new RandomState(t).randn(sizeOf(shape));
      let evaluations = 0;
      const started = performance.now();
      const noise = await costNoise(
        (offsets) => {
          evaluations += offsets.length;
          return pool.costsAlong(t, u, offsets);
        },
        scaleOf(opened, t),
      );
      measured.push({ noise, evaluationMs: (performance.now() - started) / evaluations });
    }
    const scanMs = tensors.reduce(
      (sum, { shape }, t) => sum + 2 * sizeOf(shape) * (measured[t]?.evaluationMs ?? 0),
      0,
    );
    const subject = new ProgramSubject(pool, opened, gradients, measured);
    subject.#rounding = await subject.#measureRounding();
    if (scanMs > worthSharingMs) pool.help(workers - 1, opened);
    return subject;
  }

  async loss(): Promise<number | null> {
    const [only, ...others] = this.#opened.code.targets;
    return only?.loss && others.length === 0 ? (only.cost ?? Number.NaN) : null;
  }

  async costs(): Promise<readonly number[]> {
    const { tensors, targets } = this.#opened.code;
    return tensors.map(({ target }) => targets[target]?.cost ?? Number.NaN);
  }

  async costErrors(): Promise<readonly number[]> {
    return this.#noise;
  }

  evaluations(): number {
    return this.#evaluations;
  }

  async analyticalGradients(): Promise<readonly (Float64Array | UnusableGradient)[]> {
    return this.#gradients.map(({ values }) => values);
  }

  async differences(tensor: number, entries: Int32Array, step: DifferenceStep): Promise<Float64Array> {
    const { epsilon, method } = step;
    const costs = await this.costsAt(
      tensor,
      entries,
      method === 'central' ? [epsilon, -epsilon] : [epsilon, 0],
    );
    const length = method === 'central' ? 2 * epsilon : epsilon;
    return Float64Array.from(
      entries,
      (_, i) => ((costs[2 * i] as number) - (costs[2 * i + 1] as number)) / length,
    );
  }

  costsAt(tensor: number, entries: Int32Array, offsets: readonly number[]): Promise<Float64Array> {
    this.#evaluations += entries.length * offsets.length;
    return this.#pool.costsAt(tensor, entries, offsets);
  }

  costsAlong(tensor: number, direction: Float64Array, offsets: readonly number[]): Promise<Float64Array> {
    this.#evaluations += offsets.length;
    return this.#pool.costsAlong(tensor, direction, offsets);
  }

  scale(tensor: number): number {
    return scaleOf(this.#opened, tensor);
  }

  costError(tensor: number): number {
    return this.#noise[tensor] as number;
  }

  singlePrecision(tensor: number): boolean {
    const { targets, tensors } = this.#opened.code;
    const cost = targets[tensors[tensor]?.target ?? 0]?.cost ?? 0;
    return (
      (this.#gradients[tensor] as GivenGradient).singlePrecision ||
      (this.#noise[tensor] as number) > singleNoise * Math.abs(cost)
    );
  }

  #rounding: readonly GradientError[] = [];

  async roundingErrors(): Promise<readonly GradientError[]> {
    return this.#rounding;
  }

  /** A kink shows in the derivatives themselves. */
  async kinkErrors(): Promise<readonly GradientError[]> {
    return this.tensors.map(() => ({ norm: 0, entry: 0 }));
  }

  stuckUnits(): null {
    return null;
  }

  /** How far the gradient moves when every number it starts from moves by its rounding. */
  async #measureRounding(): Promise<readonly GradientError[]> {
    const usable = this.#gradients.map(({ values }) => (values instanceof UnusableGradient ? null : values));
    const random = new RandomState(0);
    const trials: Float64Array[][] = [];
    for (let trial = 0; trial < roundingTrials && this.#opened.values.size > 0; trial++) {
      const moved = new Map(
        [...this.#opened.values].map(([t, values]) => [
          t,
          values.map((value) => value * (1 + 4 * double.roundoff * (2 * random.double() - 1))),
        ]),
      );
      await this.#pool.move(moved);
      const { arrays } = await this.#pool.gradients();
      trials.push(
        usable.map((gradient, t) =>
          Float64Array.from(arrays.find(({ name }) => name === String(t))?.data ?? gradient ?? []),
        ),
      );
    }
    await this.#pool.move(this.#opened.values);
    const given = usable.map((gradient) => gradient ?? new Float64Array(0));
    return largestMoves(
      given,
      trials.map((trial) => trial.map((values, t) => (usable[t] === null ? new Float64Array(0) : values))),
    ).map((seen, t) => {
      const gradient = given[t] as Float64Array;
      const { roundoff } = this.#gradients[t]?.singlePrecision ? single : double;
      const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return {
        norm: Math.max(seen.norm, roundings * roundoff * norm(gradient)),
        entry: Math.max(seen.entry, roundings * roundoff * largest),
      };
    });
  }
}

/** Root mean square of a tensor; 1 where it is all zeros or not known. */
function scaleOf({ values }: OpenedProgram, tensor: number): number {
  const array = values.get(tensor);
  if (array === undefined || array.length === 0) return 1;
  return norm(array) / Math.sqrt(array.length) || 1;
}
