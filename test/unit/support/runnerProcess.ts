import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import {
  encodeFrame,
  type Frame,
  type FrameArray,
  FrameReader,
} from '../../../src/subjects/process/frame.ts';

/** A program that runs the user's code, spoken to as a check does; ended with the test. */
export class RunnerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  log = '';
  readonly #frames: Frame[] = [];
  #arrived = () => {};

  constructor(t: TestContext, program: string, words: readonly string[]) {
    this.child = spawn(program, words, { cwd: '/', stdio: 'pipe' });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    const reader = new FrameReader();
    this.child.stdout?.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) this.receive(frame);
      this.#arrived();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
    });
    this.child.stdin?.on('error', () => {});
    void this.ended.then(() => this.#arrived());
    t.after(() => void this.child.kill('SIGKILL'));
  }

  protected receive(frame: Frame): void {
    this.#frames.push(frame);
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

  /** J at θ + offset in each entry of a tensor, (entries, offsets). */
  async costs(tensor: number, entries: readonly number[], offsets: readonly number[]): Promise<Float64Array> {
    const array = { name: 'entries', shape: [entries.length], data: Int32Array.from(entries) };
    const { arrays } = await this.ask({ request: 'costs', tensor, offsets }, [array]);
    return arrays[0]?.data as Float64Array;
  }
}
