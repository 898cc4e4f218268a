import { Worker } from 'node:worker_threads';
import type { RunEvent } from '../protocol/events.ts';
import type { Report } from '../protocol/report.ts';
import { crashReport, silenceReport } from '../report/errorReport.ts';
import { killTree } from '../subjects/process/killTree.ts';
import type { FromWorker, RunRequest, ToWorker } from './messages.ts';

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
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
  let resolve: (report: Report | null) => void;
  const finished = new Promise<Report | null>((settle) => {
    resolve = settle;
  });
  let ended = false;
  /** Started for this run by the worker, whose end alone would not be theirs. */
  const processes: number[] = [];
  let progress: RunEvent | null = null;
  let watchdog: NodeJS.Timeout;

  const end = (report: Report | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(watchdog);
    if (report !== null) onEvent({ type: 'finished', report });
    for (const pid of processes) killTree(pid);
    // The thread is gone before anyone hears the end: nothing is left behind.
    worker.terminate().then(() => resolve(report));
  };
  const listen = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(
      () => end(silenceReport(request.label, progress, silenceMs, performance.now() - started)),
      // User code has a time limit of its own, whose message says more.
      processes.length > 0 ? silenceMs + graceMs : silenceMs,
    );
  };

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'process') {
      if (ended) killTree(message.pid);
      else {
        processes.push(message.pid);
        listen();
      }
      return;
    }
    if (ended) return;
    const { event } = message;
    listen();
    if (event.type === 'finished') return end(event.report);
    if (event.type === 'progress') progress = event;
    onEvent(event);
  });
  worker.on('error', (error) => end(crashReport(request.label, error, performance.now() - started)));
  worker.on('exit', (code) => {
    end(
      crashReport(
        request.label,
        new Error(`the worker ended with code ${code}`),
        performance.now() - started,
      ),
    );
  });
  listen();
  worker.postMessage({ type: 'run', request } satisfies ToWorker);
  return { finished, cancel: () => end(null) };
}
