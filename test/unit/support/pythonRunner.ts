import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { userFolder } from './folders.ts';
import { RunnerProcess } from './runnerProcess.ts';

export const python = process.env.GRADIENT_CHECK_PYTHON ?? '/usr/bin/python3';
export const runnerFolder = fileURLToPath(new URL('../../../src/subjects/python', import.meta.url));

export interface ToldPlace {
  readonly file: string;
  readonly line: number;
  readonly name: string | null;
}
export interface ToldProblem {
  readonly code: string;
  readonly message: string;
  readonly place: ToldPlace | null;
  readonly detail: string | null;
}
export interface Opened {
  readonly error?: ToldProblem;
  readonly targets: readonly { readonly name: string; readonly cost: number | null }[];
  readonly tensors: readonly { readonly layer: string; readonly name: string }[];
  readonly untested: readonly {
    readonly layer: string;
    readonly severity: string;
    readonly problem: ToldProblem;
  }[];
  readonly notes: readonly (Omit<ToldProblem, 'detail'> & { readonly severity: string })[];
}

/** The Python runner as a process of its own. */
export class PythonRunner extends RunnerProcess {
  /** @param before Python that runs first, in the same interpreter */
  constructor(t: TestContext, before?: string) {
    const run = `import runpy, sys\n${before}\nrunpy.run_path(sys.argv[1], run_name="__main__")`;
    super(t, python, before === undefined ? [runnerFolder] : ['-c', run, runnerFolder]);
  }

  async open(file: string, code: object = {}): Promise<Opened> {
    const { header } = await this.ask({ request: 'open', file, code, seed: 1 });
    return { targets: [], tensors: [], untested: [], notes: [], ...header } as Opened;
  }
}

/** Opens one file with this text. */
export async function opened(t: TestContext, text: string, code: object = {}): Promise<Opened> {
  return new PythonRunner(t).open(join(userFolder(t, { 'nn.py': text }), 'nn.py'), code);
}

/** The differences of the analytical gradients from central ones, as `row.tensor`. */
export async function differences(
  runner: PythonRunner,
  { tensors }: Opened,
): Promise<Record<string, number>> {
  const { arrays: gradients } = await runner.ask({ request: 'gradients' });
  const found: Record<string, number> = {};
  for (const [index, { layer, name }] of tensors.entries()) {
    const gradient = gradients.find((array) => array.name === String(index));
    assert.ok(gradient, `${layer}.${name} has a gradient`);
    const costs = await runner.costs(index, [...gradient.data.keys()], [1e-5, -1e-5]);
    let apart = 0;
    let size = 0;
    for (const [k, a] of gradient.data.entries()) {
      const n = ((costs[2 * k] as number) - (costs[2 * k + 1] as number)) / 2e-5;
      apart += (a - n) ** 2;
      size += a ** 2 + n ** 2;
    }
    found[`${layer}.${name}`] = Math.sqrt(apart / size);
  }
  return found;
}
