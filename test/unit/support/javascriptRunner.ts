import process from 'node:process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Frame, FrameArray } from '../../../src/subjects/process/frame.ts';
import { RunnerProcess } from './runnerProcess.ts';

const runner = fileURLToPath(new URL('../../../dist/javascriptRunner.js', import.meta.url));

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

/** The JavaScript runner as a process of its own. */
export class JavascriptRunner extends RunnerProcess {
  /** What the last question where the code is was answered with, out of turn. */
  where: unknown;

  constructor(t: TestContext, node = process.execPath) {
    super(t, node, [runner]);
  }

  protected override receive(frame: Frame): void {
    if ('where' in frame.header) this.where = frame.header.where;
    else super.receive(frame);
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
