import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  encodeFrame,
  type Frame,
  type FrameArray,
  FrameReader,
} from '../../../src/subjects/process/frame.ts';

const runner = fileURLToPath(new URL('../../../dist/javascriptRunner.js', import.meta.url));

/** This Node, and that of the system where it is another one that is new enough. */
export const nodes: ReadonlyMap<string, string> = new Map(
  [process.execPath, '/usr/bin/node'].filter(existsSync).flatMap((path): [string, string][] => {
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim();
    return Number(/\d+/.exec(version)?.[0]) >= 20 ? [[version, path]] : [];
  }),
);

export interface ToldProblem {
  readonly code: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

export interface Opened {
  readonly error?: ToldProblem;
  readonly targets: readonly {
    readonly name: string;
    readonly convention: string;
    readonly cost: number;
    readonly backward: ToldProblem['place'];
  }[];
  readonly tensors: readonly {
    readonly layer: string;
    readonly name: string;
    readonly own: string;
    readonly shape: readonly number[];
  }[];
  readonly untested: readonly {
    readonly layer: string;
    readonly severity: string;
    readonly problem: ToldProblem;
  }[];
  readonly notes: readonly (ToldProblem & { readonly severity: string })[];
  /** θ. */
  readonly values: readonly FrameArray[];
}

/** The runner as a process of its own, spoken to as a check does; ended with the test. */
export class JavascriptRunner {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  log = '';
  /** What the last question where the code is was answered with. */
  where: unknown;
  readonly #frames: Frame[] = [];
  #arrived = () => {};

  constructor(t: TestContext, node = process.execPath) {
    this.child = spawn(node, [runner], { cwd: '/', stdio: 'pipe' });
    this.ended = new Promise((resolve) => this.child.on('close', () => resolve()));
    const reader = new FrameReader();
    this.child.stdout?.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        if ('where' in frame.header) this.where = frame.header.where;
        else this.#frames.push(frame);
      }
      this.#arrived();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
    });
    this.child.stdin?.on('error', () => {});
    void this.ended.then(() => this.#arrived());
    t.after(() => void this.child.kill('SIGKILL'));
  }

  send(header: Frame['header'], arrays: readonly FrameArray[] = []): void {
    for (const bytes of encodeFrame({ header, arrays })) this.child.stdin?.write(bytes);
  }

  async next(): Promise<Frame> {
    while (this.#frames.length === 0) {
      const isRunning = this.child.exitCode === null && this.child.signalCode === null;
      assert.ok(isRunning, `the runner has ended:\n${this.log}`);
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#frames.shift() as Frame;
  }

  ask(header: Frame['header'], arrays: readonly FrameArray[] = []): Promise<Frame> {
    this.send(header, arrays);
    return this.next();
  }

  async open(file: string, header: object = {}, arrays: readonly FrameArray[] = []): Promise<Opened> {
    const frame = await this.ask({ request: 'open', file, code: {}, seed: 1, ...header }, arrays);
    return {
      targets: [],
      tensors: [],
      untested: [],
      notes: [],
      ...frame.header,
      values: frame.arrays,
    } as Opened;
  }

  /** J at θ + offset in each entry of a tensor, (entries, offsets). */
  async costs(tensor: number, entries: readonly number[], offsets: readonly number[]): Promise<Float64Array> {
    const array = { name: 'entries', shape: [entries.length], data: Int32Array.from(entries) };
    const { arrays } = await this.ask({ request: 'costs', tensor, offsets }, [array]);
    return arrays[0]?.data as Float64Array;
  }

  /** pass where the analytical gradient of a tensor is what central differences say, as `row.tensor`. */
  async verdicts({ tensors, values }: Opened): Promise<Record<string, string>> {
    const { arrays: gradients } = await this.ask({ request: 'gradients' });
    const found: Record<string, string> = {};
    for (const [t, { layer, name }] of tensors.entries()) {
      const size = values[t]?.data.length as number;
      const costs = await this.costs(t, [...Array(size).keys()], [step, -step]);
      const gradient = gradients.find((one) => one.name === String(t))?.data;
      const numerical = Float64Array.from(
        { length: size },
        (_, k) => ((costs[2 * k] as number) - (costs[2 * k + 1] as number)) / (2 * step),
      );
      found[`${layer}.${name}`] = gradient === undefined ? 'none' : compared(gradient, numerical);
    }
    return found;
  }
}

const step = 1e-5;

function compared(gradient: ArrayLike<number>, numerical: Float64Array): string {
  if (gradient.length !== numerical.length) return 'shape';
  const claimed = Array.from(gradient);
  const apart = Math.hypot(...claimed.map((value, k) => value - (numerical[k] as number)));
  return apart <= 1e-7 * (Math.hypot(...claimed) + Math.hypot(...numerical)) ? 'pass' : 'fail';
}
