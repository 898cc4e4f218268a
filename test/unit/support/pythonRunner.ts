import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  encodeFrame,
  type Frame,
  type FrameArray,
  FrameReader,
} from '../../../src/subjects/process/frame.ts';

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

/** The files of a user in a folder of their own, gone with the test. */
export function userFolder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-check-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The Python runner as a process, spoken to as a check does; ended with the test. */
export class PythonRunner {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  log = '';
  readonly #frames: Frame[] = [];
  #arrived = () => {};

  /** @param before Python that runs first, in the same interpreter */
  constructor(t: TestContext, before?: string) {
    const run = `import runpy, sys\n${before}\nrunpy.run_path(sys.argv[1], run_name="__main__")`;
    const words = before === undefined ? [runnerFolder] : ['-c', run, runnerFolder];
    this.child = spawn(python, words, { cwd: '/', stdio: 'pipe' });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    const reader = new FrameReader();
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#frames.push(...reader.push(chunk));
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

  /** The next answer, or null where the process has ended instead. */
  async next(): Promise<Frame | null> {
    while (this.#frames.length === 0) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return null;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#frames.shift() as Frame;
  }

  async ask(header: Frame['header'], arrays: readonly FrameArray[] = []): Promise<Frame> {
    this.send(header, arrays);
    const answer = await this.next();
    assert.ok(answer, `the runner has ended:\n${this.log}`);
    return answer;
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
    const entries = Int32Array.from(gradient.data.keys());
    const { arrays } = await runner.ask({ request: 'costs', tensor: index, offsets: [1e-5, -1e-5] }, [
      { name: 'entries', shape: [entries.length], data: entries },
    ]);
    const costs = arrays[0]?.data as Float64Array;
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
