import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { CreateParams, CreateResult, ServerSettings } from '../protocol/lsp.ts';
import { bundledRunners } from '../worker/runners.ts';
import { type CreationRun, startCreation } from '../worker/startCreation.ts';

/** Somebody is waiting: what is found in this time is what a config is made of. */
const timeMs = 30_000;

export interface CreationOptions {
  readonly settings: ServerSettings;
  readonly workerFile: string;
  /** Whether the workspace is trusted: only then is its code run. */
  readonly trusted: boolean;
}

/** Configs that are being made. */
export class Creations {
  readonly #active = new Set<CreationRun>();

  async create(
    { folder, answers, pythonPath }: CreateParams,
    { settings, workerFile, trusted }: CreationOptions,
    token: CancellationToken,
  ): Promise<CreateResult> {
    const { threshold, memoryLimitMB, timeoutSeconds, maxWorkers } = settings;
    const creation = startCreation(
      {
        folder: URI.parse(folder).fsPath,
        answers,
        asks: true,
        timeMs,
        threshold,
        memoryLimitMB,
        programs: {
          trusted,
          python: pythonPath || settings.pythonPath || null,
          maxWorkers: maxWorkers || availableParallelism(),
          timeoutMs: timeoutSeconds * 1000,
          runners: bundledRunners(dirname(workerFile)),
        },
      },
      workerFile,
    );
    this.#active.add(creation);
    const cancellation = token.onCancellationRequested(() => creation.cancel());
    const result = await creation.finished;
    cancellation.dispose();
    this.#active.delete(creation);
    return result;
  }

  /** Resolves once nothing runs any more. */
  async cancelAll(): Promise<void> {
    const active = [...this.#active];
    for (const creation of active) creation.cancel();
    await Promise.all(active.map(({ finished }) => finished));
  }
}
