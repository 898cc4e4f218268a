import type { RunEvent } from '../protocol/events.ts';
import type { Report } from '../protocol/report.ts';
import type { RunRequest } from './messages.ts';

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

/** Runs one check in a worker thread of its own, which ends with it. */
export function startRun(_request: RunRequest, _options: RunOptions): Run {
  throw new Error('being written');
}
