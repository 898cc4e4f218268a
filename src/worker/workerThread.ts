import { Worker } from 'node:worker_threads';
import { killTree } from '../subjects/process/killTree.ts';
import type { FromThread, ToWorker } from './messages.ts';

export interface ThreadListener<Message> {
  readonly onMessage: (message: Message) => void;
  /** A process was started, or user code answered: it is at work. */
  readonly onAlive: () => void;
  readonly onError: (error: Error) => void;
  readonly onExit: (code: number) => void;
}

/** A worker thread and the processes that it starts: they end together. */
export class WorkerThread<Message extends { readonly type: string }> {
  readonly #worker: Worker;
  readonly #processes: number[] = [];
  #ended = false;

  /** @param file the bundled worker */
  constructor(file: string, { onMessage, onAlive, onError, onExit }: ThreadListener<Message>) {
    this.#worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
    this.#worker.on('message', (message: Message | FromThread) => {
      if (message.type === 'process') this.#own((message as FromThread & { type: 'process' }).pid);
      if (this.#ended) return;
      if (message.type === 'process' || message.type === 'alive') onAlive();
      else onMessage(message as Message);
    });
    this.#worker.on('error', onError);
    this.#worker.on('exit', onExit);
  }

  get runsProcesses(): boolean {
    return this.#processes.length > 0;
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Resolves when the thread is gone, so that nothing is left behind. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const pid of this.#processes) killTree(pid);
    await this.#worker.terminate();
  }

  #own(pid: number): void {
    if (this.#ended) killTree(pid);
    else this.#processes.push(pid);
  }
}
