import type { CancellationToken } from 'vscode-languageserver';
import type { Report } from '../protocol/report.ts';
import type { RunRequest } from '../worker/messages.ts';
import { type Run, type RunOptions, startRun } from '../worker/startRun.ts';

/** The checks under way, one for each config at most. */
export class Runs {
  readonly #active = new Map<string, Run>();

  /**
   * Starts a check of a config, in place of one that may be under way.
   * @returns the report; null when cancelled or replaced
   */
  async start(
    uri: string,
    request: RunRequest,
    options: RunOptions,
    token: CancellationToken,
  ): Promise<Report | null> {
    this.#active.get(uri)?.cancel();
    if (token.isCancellationRequested) return null;
    const run = startRun(request, {
      ...options,
      onEvent: (event) => {
        if (this.#active.get(uri) === run) options.onEvent(event);
      },
    });
    this.#active.set(uri, run);
    const cancellation = token.onCancellationRequested(() => run.cancel());
    const report = await run.finished;
    cancellation.dispose();
    const replaced = this.#active.get(uri) !== run;
    if (!replaced) this.#active.delete(uri);
    return replaced ? null : report;
  }

  /** Resolves once nothing runs any more. */
  async cancelAll(): Promise<void> {
    const runs = [...this.#active.values()];
    for (const run of runs) run.cancel();
    await Promise.all(runs.map((run) => run.finished));
  }
}
