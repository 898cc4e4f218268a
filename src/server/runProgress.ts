import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import type { RunEvent } from '../protocol/events.ts';

/** Tells the events of a run as the progress that every language client can show. */
export class RunProgress {
  readonly #reporter: WorkDoneProgressReporter;
  #told = '';

  constructor(reporter: WorkDoneProgressReporter, config: string) {
    this.#reporter = reporter;
    reporter.begin('Gradient Check', 0, config, true);
  }

  /** Says what is new: a whole per cent, or what is being worked on. */
  show(event: RunEvent): void {
    if (event.type !== 'progress') return;
    const percentage = Math.floor(event.fraction * 100);
    const message = event.layer ?? event.phase;
    if (this.#told === `${percentage} ${message}`) return;
    this.#told = `${percentage} ${message}`;
    this.#reporter.report(percentage, message);
  }

  end(): void {
    this.#reporter.done();
  }
}
