import { Worker } from 'node:worker_threads';
import type { Creation } from '../protocol/creation.ts';
import { killTree } from '../subjects/process/killTree.ts';
import type { CreationRequest, FromCreation, ToWorker } from './messages.ts';

export interface CreationRun {
  /** Null when cancelled. Never rejects: what goes wrong is said in place of a config. */
  readonly finished: Promise<Creation | null>;
  cancel(): void;
}

/** For the last look that was begun in time, and for the check of the config. */
const graceMs = 60_000;

/** Makes a config in a worker thread of its own, which ends with it, and with it all that it started. */
export function startCreation(request: CreationRequest, workerFile: string): CreationRun {
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
  const processes: number[] = [];
  let resolve: (creation: Creation | null) => void;
  const finished = new Promise<Creation | null>((settle) => {
    resolve = settle;
  });
  let ended = false;
  const end = (creation: Creation | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(watchdog);
    for (const pid of processes) killTree(pid);
    worker.terminate().then(() => resolve(creation));
  };
  const fail = (reason: string) => end({ kind: 'nothing', message: `No config was made: ${reason}` });
  const watchdog = setTimeout(
    () =>
      fail('it took too long. Put code and data into a folder of their own, or write the config by hand.'),
    request.timeMs + graceMs,
  );
  worker.on('message', (message: FromCreation) => {
    if (message.type === 'created') end(message.creation);
    else if (ended) killTree(message.pid);
    else processes.push(message.pid);
  });
  worker.on('error', (error) =>
    fail(`${error.message}. This is a mistake in Gradient Check; please report it.`),
  );
  worker.on('exit', () => fail('the thread that makes it has ended.'));
  worker.postMessage({ type: 'create', request } satisfies ToWorker);
  return { finished, cancel: () => end(null) };
}
