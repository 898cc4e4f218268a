import { norm } from '../../core/gradcheck/comparison.ts';
import type { DifferenceStep } from '../../core/gradcheck/differenceQuotient.ts';
import type { GradientError } from '../../core/gradcheck/gradientError.ts';
import { certainty, decisive } from '../../core/gradcheck/judge.ts';
import { type CostAccess, LadderArbiter } from '../../core/gradcheck/ladderArbiter.ts';
import type { StuckUnits, Subject, SubjectTensor, UnusableGradient } from '../../core/gradcheck/subject.ts';
import { RandomState } from '../../core/random.ts';
import { sizeOf } from '../../core/tensor.ts';
import type { OpenedCode } from './openedCode.ts';
import { measurePoint, type ProgramPoint, scaleOf, type Values } from './programPoint.ts';
import type { OpenedProgram, ProgramPool } from './programPool.ts';

/** What `effort` is told in, so that a request keeps a program busy for some 160 ms: asking costs one. */
const workPerMs = 1.25e5;
/** A scan that takes longer is shared by several programs. */
const worthSharingMs = 1000;
/** A cost whose noise is larger than this, relative to its size, was computed in single precision. */
const singleNoise = 1e-10;
/** How far a point on a kink is moved, relative to the size of the parameters. */
const jitter = 1e-3;
/** Sizes of the other points at which a zero gradient is looked at again: small ones saturate nothing. */
const otherSizes = [1, 1e-2, 1e-4];
const zeroDirections = 2;
/** A gradient this small beside the largest is zero but for rounding. */
const silence = 1e-10;

/** Code that runs in other processes, where it can only be evaluated. */
export class ProgramSubject implements Subject, CostAccess {
  readonly tensors: readonly SubjectTensor[];
  readonly arbiter = new LadderArbiter(this);
  /** The point was moved off a kink. */
  readonly jittered: boolean;
  readonly #pool: ProgramPool;
  readonly #code: OpenedCode;
  readonly #point: ProgramPoint;
  readonly #costs: readonly number[];
  #evaluations: number;
  #twin: Subject | null = null;

  private constructor(
    pool: ProgramPool,
    code: OpenedCode,
    point: ProgramPoint,
    costs: readonly number[],
    jittered: boolean,
  ) {
    this.#pool = pool;
    this.#code = code;
    this.#point = point;
    this.#costs = costs;
    this.#evaluations = point.evaluations;
    this.jittered = jittered;
    this.tensors = code.tensors.map(({ layer, type, name, shape }, t) => ({
      layer,
      layerType: type,
      name,
      shape,
      size: sizeOf(shape),
      effort: 2 * workPerMs * (point.evaluationMs[t] as number),
    }));
  }

  /**
   * Measures the point where the code stands; one on a kink, where there is no derivative, is moved a little.
   *
   * @param workers how many programs may share a scan
   */
  static async of(
    pool: ProgramPool,
    { code, values }: OpenedProgram,
    workers: number,
  ): Promise<ProgramSubject> {
    let point = await measurePoint(pool, code, values);
    let costs: readonly number[] = code.targets.map(({ cost }) => cost ?? Number.NaN);
    const jittered = point.onKink && values.size > 0;
    if (jittered) {
      const beside = movedBy(values, jitter);
      costs = await pool.move(beside);
      point = await measurePoint(pool, code, beside);
    }
    const subject = new ProgramSubject(pool, code, point, costs, jittered);
    const scanMs = subject.tensors.reduce((sum, { size, effort }) => sum + (size * effort) / workPerMs, 0);
    if (scanMs > worthSharingMs) pool.help(workers - 1, { code, values }, point.values);
    return subject;
  }

  async loss(): Promise<number | null> {
    const losses = this.#code.targets.flatMap(({ loss }, k) => (loss ? [this.#costs[k] as number] : []));
    return losses.length === 1 ? (losses[0] as number) : null;
  }

  async costs(): Promise<readonly number[]> {
    return this.#code.tensors.map(({ target }) => this.#costs[target] as number);
  }

  async costErrors(): Promise<readonly number[]> {
    return this.#point.noise;
  }

  evaluations(): number {
    return this.#evaluations;
  }

  async analyticalGradients(): Promise<readonly (Float64Array | UnusableGradient)[]> {
    return this.#point.gradients.map(({ values }) => values);
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
    return scaleOf(this.#point.values, tensor);
  }

  costError(tensor: number): number {
    return this.#point.noise[tensor] as number;
  }

  singlePrecision(tensor: number): boolean {
    const cost = this.#costs[this.#code.tensors[tensor]?.target ?? 0] as number;
    return (
      this.#point.gradients[tensor]?.singlePrecision === true ||
      this.costError(tensor) > singleNoise * Math.abs(cost)
    );
  }

  async roundingErrors(): Promise<readonly GradientError[]> {
    return this.#point.rounding;
  }

  /** A kink beside the point shows in the derivatives themselves. */
  async kinkErrors(): Promise<readonly GradientError[]> {
    return this.tensors.map(() => ({ norm: 0, entry: 0 }));
  }

  stuckUnits(layer: string): StuckUnits | null {
    return this.#twin?.stuckUnits(layer) ?? null;
  }

  /** Names a subject that computes the same, whose units can be looked at. */
  isLike(twin: Subject): void {
    this.#twin = twin;
  }

  async isZeroElsewhere(tensor: number): Promise<boolean> {
    const { values } = this.#point;
    if (values.size === 0) return false;
    try {
      for (const [k, size] of otherSizes.entries()) {
        await this.#pool.move(drawn(values, size, k));
        if (!(await this.#isZeroHere(tensor, k, size))) return false;
      }
      return true;
    } finally {
      await this.#pool.move(values);
    }
  }

  async agreesWithoutGuards(tensor: number, analytical: Float64Array, threshold: number): Promise<boolean> {
    if (this.#code.guards.length === 0) return false;
    await this.#pool.guard(false);
    try {
      const { comparison, error } = await this.arbiter.estimate(tensor, analytical);
      const scale = comparison.analytical + comparison.numerical;
      const most = certainty * error;
      return comparison.apart <= Math.max(threshold * scale, most) && most <= decisive.double * scale;
    } finally {
      await this.#pool.guard(true);
    }
  }

  /** Both gradients of a tensor are zero beside what rounding makes of them. */
  async #isZeroHere(tensor: number, seed: number, size: number): Promise<boolean> {
    const { arrays } = await this.#pool.gradients();
    const lengths = arrays.map(({ name, data }) => ({ name, length: norm(Float64Array.from(data)) }));
    const own = lengths.find(({ name }) => name === String(tensor))?.length ?? 0;
    const largest = Math.max(...lengths.map(({ length }) => length));
    if (!(own <= silence * largest)) return false;
    const random = new RandomState(seed);
    for (let k = 0; k < zeroDirections; k++) {
      const u = random.randn(this.tensors[tensor]?.size ?? 0).map((value) => size * value);
      const { value, error } = await this.arbiter.derivative(tensor, (offsets) =>
        this.costsAlong(tensor, u, offsets),
      );
      if (!(Math.abs(value) <= certainty * error + silence * largest)) return false;
    }
    return true;
  }
}

/** Every entry moved at random, by about this part of its tensor's size. */
function movedBy(values: Values, part: number): Values {
  const random = new RandomState(1);
  return new Map(
    [...values].map(([t, array]) => {
      const step = part * scaleOf(values, t);
      const noise = random.randn(array.length);
      return [t, array.map((value, k) => value + step * (noise[k] as number))];
    }),
  );
}

/** Other values of the same sizes, times a factor. */
function drawn(values: Values, factor: number, seed: number): Values {
  const random = new RandomState(seed);
  return new Map(
    [...values].map(([t, array]) => {
      const size = factor * scaleOf(values, t);
      return [t, random.randn(array.length).map((value) => size * value)];
    }),
  );
}
