import type { RunEvent } from '../protocol/events.ts';

const barWidth = 24;

/** A bar on a terminal's standard error, which disappears when it is done; nothing anywhere else. */
export class Progress {
  readonly #stream: NodeJS.WriteStream | null;

  constructor(stream: NodeJS.WriteStream, quiet: boolean) {
    this.#stream = stream.isTTY && !quiet ? stream : null;
  }

  show(config: string, event: RunEvent): void {
    if (event.type !== 'progress') return;
    const filled = Math.round(event.fraction * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    const doing =
      event.layer ?? { data: 'reading data', gradient: 'backward pass', check: 'checking' }[event.phase];
    this.#write(`${bar} ${Math.floor(event.fraction * 100)} %  ${config}  ${doing}`);
  }

  clear(): void {
    this.#write('');
  }

  /** Replaces the line. */
  #write(text: string): void {
    this.#stream?.write(`\r\x1b[2K${text.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }
}
