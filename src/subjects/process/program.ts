import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { Problem } from '../../core/problem.ts';
import { encodeFrame, type Frame, type FrameArray, FrameReader } from './frame.ts';
import { killTree } from './killTree.ts';
import { OutputTail } from './outputTail.ts';
import { crashed, hanging, notStarted, type ProgramName, reported, spokeNonsense } from './programProblem.ts';

export interface ProgramOptions {
  readonly name: ProgramName;
  readonly command: readonly string[];
  /** Working folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A request that takes longer is given up, and the program with it. */
  readonly timeoutMs: number;
  /** Called at once, so that whoever ends the check can end the process too. */
  readonly onStart: (pid: number) => void;
  /** What the user's code prints. */
  readonly onOutput: (text: string) => void;
  /** Called with every answer: the program is at work. */
  readonly onAnswer: () => void;
}

interface Pending {
  readonly resolve: (frame: Frame) => void;
  readonly reject: (problem: Problem) => void;
}

/** How long a program that is stuck may take to say where. */
const whereMs = 1000;

/** A process that answers requests about the user's code, one at a time. It dies with its standard input. */
export class Program {
  readonly #options: ProgramOptions;
  readonly #child: ChildProcess;
  readonly #tail = new OutputTail();
  #pending: Pending | null = null;
  #failure: Problem | null = null;

  constructor(options: ProgramOptions) {
    this.#options = options;
    const [file = '', ...words] = options.command;
    this.#child = spawn(file, words, {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // The leader of a group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (this.#child.pid !== undefined) options.onStart(this.#child.pid);
    this.#listen();
  }

  /**
   * @param arrays sent after the header
   * @throws Problem that the program tells of, or that tells how it ended
   */
  async request(header: Frame['header'], arrays: readonly FrameArray[] = []): Promise<Frame> {
    if (this.#failure) throw this.#failure;
    const answer = new Promise<Frame>((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
    const timer = setTimeout(() => void this.#giveUp(), this.#options.timeoutMs);
    this.#send({ header, arrays });
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the process and all that it started. */
  end(): void {
    this.#fail(new Problem('code.crashed', 'The check was ended while it was running.'));
  }

  #send(frame: Frame): void {
    for (const bytes of encodeFrame(frame)) this.#child.stdin?.write(bytes);
  }

  #listen(): void {
    const { name, onOutput } = this.#options;
    const reader = new FrameReader();
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) this.#receive(frame);
      } catch (error) {
        this.#fail(spokeNonsense(name, (error as Error).message, chunk));
      }
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#tail.add(text);
      onOutput(text);
    });
    // What went wrong is told by the end of the process.
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', (error) => this.#fail(notStarted(name, this.#options.command, error)));
    this.#child.on('close', (code, signal) => this.#fail(crashed(name, code, signal, this.#tail.text)));
  }

  #receive(frame: Frame): void {
    if ('where' in frame.header) {
      this.#whereKnown(frame.header.where);
      return;
    }
    this.#options.onAnswer();
    const pending = this.#pending;
    this.#pending = null;
    const { error } = frame.header;
    if (error === undefined) pending?.resolve(frame);
    else pending?.reject(reported(error, this.#options.name));
  }

  /** Replaced while the program is asked where it hangs. */
  #whereKnown: (where: unknown) => void = () => {};

  async #giveUp(): Promise<void> {
    const { name, timeoutMs } = this.#options;
    const where = await new Promise<unknown>((resolve) => {
      this.#whereKnown = resolve;
      setTimeout(resolve, whereMs, null);
      this.#send({ header: { request: 'where' }, arrays: [] });
    });
    this.#fail(hanging(name, timeoutMs, where));
  }

  #fail(problem: Problem): void {
    if (this.#failure === null) {
      this.#failure = problem;
      if (this.#child.pid !== undefined) killTree(this.#child.pid);
    }
    this.#pending?.reject(this.#failure);
    this.#pending = null;
  }
}
