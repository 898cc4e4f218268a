import type { Frame, FrameArray } from './frame.ts';
import { type OpenedCode, readOpened } from './openedCode.ts';
import type { Program } from './program.ts';
import { type ProgramName, spokeNonsense } from './programProblem.ts';

/** The request that every program of a pool is opened with. */
export type OpenRequest = Frame;

/** What a program answered to `open`, with the values of its tensors where it sent them. */
export interface OpenedProgram {
  readonly code: OpenedCode;
  /** θ, one array for each tensor. */
  readonly values: ReadonlyMap<number, Float64Array>;
}

/**
 * Programs that hold the same code at the same point and share its evaluations. The first answers everything; the
 * others help to scan as soon as they are there, and only if they agree with the first bit for bit.
 */
export class ProgramPool {
  readonly #name: ProgramName;
  readonly #start: () => Program;
  readonly #request: OpenRequest;
  readonly #first: Program;
  readonly #helpers: Program[] = [];
  readonly #started: Program[] = [];

  /** @param start starts one more process */
  constructor(name: ProgramName, start: () => Program, request: OpenRequest) {
    this.#name = name;
    this.#start = start;
    this.#request = request;
    this.#first = this.#more();
  }

  open(): Promise<OpenedProgram> {
    return this.#open(this.#first);
  }

  /**
   * Starts further programs. Those that see the code as the first did are taken to its point, and join in.
   *
   * @param point where the first stands by now
   */
  help(count: number, opened: OpenedProgram, point: ReadonlyMap<number, Float64Array>): void {
    for (let k = 0; k < count; k++) {
      const program = this.#more();
      this.#join(program, opened, point).catch(() => {
        // The first goes on alone; what is wrong with the code shows there.
        program.end();
      });
    }
  }

  /**
   * Takes them all to another point.
   *
   * @returns J there, one for each target
   */
  async move(values: ReadonlyMap<number, Float64Array>): Promise<number[]> {
    const all = [this.#first, ...this.#helpers].map((program) => this.#moveOne(program, values));
    return (await Promise.all(all))[0] as number[];
  }

  gradients(): Promise<Frame> {
    return this.#first.request({ request: 'gradients' });
  }

  async costsAlong(
    tensor: number,
    direction: Float64Array,
    offsets: readonly number[],
  ): Promise<Float64Array> {
    const array = { name: 'direction', shape: [direction.length], data: direction };
    return this.#costs(this.#first, { tensor, offsets }, array, offsets.length);
  }

  /** (entries, offsets); each program takes a part of the entries. */
  async costsAt(tensor: number, entries: Int32Array, offsets: readonly number[]): Promise<Float64Array> {
    const programs = [this.#first, ...this.#helpers];
    const share = Math.ceil(entries.length / programs.length);
    const parts = programs
      .map((program, k) => ({ program, part: entries.subarray(k * share, (k + 1) * share) }))
      .filter(({ part }) => part.length > 0);
    const answers = await Promise.all(
      parts.map(({ program, part }) =>
        this.#costs(
          program,
          { tensor, offsets },
          { name: 'entries', shape: [part.length], data: part },
          part.length * offsets.length,
        ),
      ),
    );
    const costs = new Float64Array(entries.length * offsets.length);
    for (const [k, answer] of answers.entries()) costs.set(answer, k * share * offsets.length);
    return costs;
  }

  /** Takes the guards of logarithms off in the first program, or puts them back. */
  async guard(on: boolean): Promise<void> {
    await this.#first.request({ request: 'guard', on });
  }

  end(): void {
    for (const program of this.#started) program.end();
  }

  async #costs(
    program: Program,
    header: { tensor: number; offsets: readonly number[] },
    array: FrameArray,
    expected: number,
  ): Promise<Float64Array> {
    const { arrays } = await program.request({ request: 'costs', ...header }, [array]);
    const costs = arrays.find(({ name }) => name === 'costs')?.data;
    if (costs?.length === expected) return Float64Array.from(costs);
    throw spokeNonsense(
      this.#name,
      `"costs" was answered with ${costs?.length ?? 'no'} numbers instead of ${expected}`,
      Buffer.from(''),
    );
  }

  async #join(
    program: Program,
    opened: OpenedProgram,
    point: ReadonlyMap<number, Float64Array>,
  ): Promise<void> {
    if (!isSame(opened, await this.#open(program))) return program.end();
    if (point.size > 0) await this.#moveOne(program, point);
    this.#helpers.push(program);
  }

  async #moveOne(program: Program, values: ReadonlyMap<number, Float64Array>): Promise<number[]> {
    const arrays = [...values].map(
      ([t, data]): FrameArray => ({ name: String(t), shape: [data.length], data }),
    );
    const { header } = await program.request({ request: 'move' }, arrays);
    const costs = Array.isArray(header.costs) ? header.costs : [];
    return costs.map((cost) => (typeof cost === 'number' ? cost : Number.NaN));
  }

  #more(): Program {
    const program = this.#start();
    this.#started.push(program);
    return program;
  }

  async #open(program: Program): Promise<OpenedProgram> {
    const { header, arrays } = await program.request(this.#request.header, this.#request.arrays);
    try {
      const code = readOpened(header);
      return {
        code,
        values: new Map(arrays.map(({ name, data }) => [Number(name), Float64Array.from(data)])),
      };
    } catch (error) {
      throw spokeNonsense(this.#name, (error as Error).message, Buffer.from(JSON.stringify(header)));
    }
  }
}

function isSame(a: OpenedProgram, b: OpenedProgram): boolean {
  return (
    JSON.stringify(a.code) === JSON.stringify(b.code) &&
    a.values.size === b.values.size &&
    [...a.values].every(([t, values]) => b.values.get(t)?.every((value, k) => Object.is(value, values[k])))
  );
}
