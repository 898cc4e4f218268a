import type { RunEvent } from '../protocol/events.ts';
import type { Report } from '../protocol/report.ts';
import { crashReport, silenceReport } from '../report/errorReport.ts';
import type { FromWorker, RunRequest } from './messages.ts';
import { WorkerThread } from './workerThread.ts';

export interface RunOptions {
  /** The bundled worker. */
  readonly workerFile: string;
  /** A worker that says nothing for so long is ended, with a message. */
  readonly silenceMs: number;
  readonly onEvent: (event: RunEvent) => void;
}

export interface Run {
  /** The report; null when cancelled. Never rejects: a crash or a hang is a report with verdict `error`. */
  readonly finished: Promise<Report | null>;
  cancel(): void;
}

/** For asking stuck code where it is, and ending it. */
const graceMs = 3000;

/** Runs one check in a worker thread of its own, which ends with it. */
export function startRun(request: RunRequest, { workerFile, silenceMs, onEvent }: RunOptions): Run {
  const started = performance.now();
  let resolve: (report: Report | null) => void;
  const finished = new Promise<Report | null>((settle) => {
    resolve = settle;
  });
  let ended = false;
  let progress: RunEvent | null = null;
  let watchdog: NodeJS.Timeout;

  const end = (report: Report | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(watchdog);
    if (report !== null) onEvent({ type: 'finished', report });
    // The thread is gone before anyone hears the end: nothing is left behind.
    thread.end().then(() => resolve(report));
  };
  const listen = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(
      () => end(silenceReport(request.label, progress, silenceMs, performance.now() - started)),
      // User code has a time limit of its own, whose message says more.
      thread.runsProcesses ? silenceMs + graceMs : silenceMs,
    );
  };

  const crash = (error: Error) => end(crashReport(request.label, error, performance.now() - started));
  const thread = new WorkerThread<FromWorker>(workerFile, {
    onMessage: ({ event }) => {
      listen();
      if (event.type === 'finished') return end(event.report);
      if (event.type === 'progress') progress = event;
      onEvent(event);
    },
    onAlive: listen,
    onError: crash,
    onExit: (code) => crash(new Error(`the worker ended with code ${code}`)),
  });
  listen();
  thread.post({ type: 'run', request });
  return { finished, cancel: () => end(null) };
}
