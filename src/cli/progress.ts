import type { RunEvent } from '../protocol/events.ts';

const barWidth = 24;

export interface ProgressOptions {
  readonly quiet: boolean;
  /** Shows what the user's code prints, too. */
  readonly verbose: boolean;
}

/** A bar on a terminal's standard error, which disappears when it is done; nothing anywhere else. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #hasBar: boolean;
  readonly #verbose: boolean;
  /** What was printed last did not end its line. */
  #midLine = false;

  constructor(stream: NodeJS.WriteStream, { quiet, verbose }: ProgressOptions) {
    this.#stream = stream;
    this.#hasBar = stream.isTTY && !quiet;
    this.#verbose = verbose;
  }

  show(config: string, event: RunEvent): void {
    if (event.type === 'output' && this.#verbose) this.#print(event.text);
    if (event.type !== 'progress') return;
    const filled = Math.round(event.fraction * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    const doing =
      event.layer ?? { data: 'reading data', gradient: 'backward pass', check: 'checking' }[event.phase];
    this.#write(`${bar} ${Math.floor(event.fraction * 100)} %  ${config}  ${doing}`);
  }

  /** In place of the bar, where there is nothing to measure. */
  say(text: string): void {
    this.#write(text);
  }

  clear(): void {
    this.#write('');
  }

  #print(text: string): void {
    if (!this.#midLine) this.clear();
    this.#stream.write(text);
    this.#midLine = !text.endsWith('\n');
  }

  /** Replaces the bar. */
  #write(text: string): void {
    if (!this.#hasBar) return;
    const kept = this.#midLine ? '\n' : '';
    this.#midLine = false;
    this.#stream.write(`${kept}\r\x1b[2K${text.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }
}
