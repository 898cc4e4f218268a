import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import type { RunEvent } from '../protocol/events.ts';

/** Tells the events of a run as the progress that every language client can show. */
export class RunProgress {
  readonly #reporter: WorkDoneProgressReporter;
  #percentage = 0;

  constructor(reporter: WorkDoneProgressReporter, config: string) {
    this.#reporter = reporter;
    reporter.begin('Gradient Check', 0, config, true);
  }

  show(event: RunEvent): void {
    if (event.type !== 'progress') return;
    const percentage = Math.floor(event.fraction * 100);
    if (percentage <= this.#percentage) return;
    this.#percentage = percentage;
    this.#reporter.report(percentage, event.layer ?? event.phase);
  }

  end(): void {
    this.#reporter.done();
  }
}
