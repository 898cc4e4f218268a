import type { Creation } from '../protocol/creation.ts';
import type { CreationRequest, FromCreation } from './messages.ts';
import { WorkerThread } from './workerThread.ts';

export interface CreationRun {
  /** Null when cancelled. Never rejects: what goes wrong is said in place of a config. */
  readonly finished: Promise<Creation | null>;
  cancel(): void;
}

/** For the last look that was begun in time, and for the check of the config. */
const graceMs = 60_000;

/** Makes a config in a worker thread of its own, which ends with it, and with it all that it started. */
export function startCreation(request: CreationRequest, workerFile: string): CreationRun {
  let resolve: (creation: Creation | null) => void;
  const finished = new Promise<Creation | null>((settle) => {
    resolve = settle;
  });
  let ended = false;
  const end = (creation: Creation | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(watchdog);
    thread.end().then(() => resolve(creation));
  };
  const fail = (reason: string) => end({ kind: 'nothing', message: `No config was made: ${reason}` });
  const watchdog = setTimeout(
    () =>
      fail('it took too long. Put code and data into a folder of their own, or write the config by hand.'),
    request.timeMs + graceMs,
  );
  const thread = new WorkerThread<FromCreation>(workerFile, {
    onMessage: (message) => {
      // What the code prints is for no one here.
      if (message.type === 'created') end(message.creation);
    },
    onAlive: () => {},
    onError: (error) => fail(`${error.message}. This is a mistake in Gradient Check; please report it.`),
    onExit: () => fail('the thread that makes it has ended.'),
  });
  thread.post({ type: 'create', request });
  return { finished, cancel: () => end(null) };
}
