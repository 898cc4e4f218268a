import type { CancellationToken } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { CreateParams, CreateResult } from '../protocol/lsp.ts';
import { type CreationRun, startCreation } from '../worker/startCreation.ts';
import { programOptions, type StartOptions } from './programOptions.ts';

/** Somebody is waiting: what is found in this time is what a config is made of. */
const timeMs = 30_000;

/** Configs that are being made. */
export class Creations {
  readonly #active = new Set<CreationRun>();

  async create(
    { folder, answers }: CreateParams,
    options: StartOptions,
    token: CancellationToken,
  ): Promise<CreateResult> {
    const { threshold, memoryLimitMB } = options.settings;
    const creation = startCreation(
      {
        folder: URI.parse(folder).fsPath,
        answers,
        asks: true,
        timeMs,
        threshold,
        memoryLimitMB,
        programs: programOptions(options),
      },
      options.workerFile,
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
