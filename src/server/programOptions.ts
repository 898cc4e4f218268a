import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { ServerSettings } from '../protocol/lsp.ts';
import type { ProgramOptions } from '../worker/messages.ts';
import { bundledRunners } from '../worker/runners.ts';

/** What the server knows of whoever asks for a run. */
export interface StartOptions {
  readonly settings: ServerSettings;
  readonly workerFile: string;
  /** Whether the workspace is trusted: only then is its code run. */
  readonly trusted: boolean;
}

/** How the user's code is run. */
export function programOptions({ settings, workerFile, trusted }: StartOptions): ProgramOptions {
  return {
    trusted,
    python: settings.pythonPath || null,
    maxWorkers: settings.maxWorkers || availableParallelism(),
    timeoutMs: settings.timeoutSeconds * 1000,
    runners: bundledRunners(dirname(workerFile)),
  };
}
