import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

export type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

/** Colours where they are wanted: on a terminal that has them, and not against NO_COLOR. */
export class Palette {
  readonly width: number;
  readonly #coloured: boolean;

  constructor(stream: Partial<WriteStream>, toFile: boolean) {
    const terminal = !toFile && stream.isTTY === true;
    this.#coloured = terminal && (stream.hasColors?.() ?? false);
    this.width = terminal ? (stream.columns ?? 80) : 100;
  }

  paint(styles: Style | readonly Style[], text: string): string {
    // The stream was looked at already; styleText would look at standard output, whatever this one is.
    return this.#coloured ? styleText([styles].flat(), text, { validateStream: false }) : text;
  }
}
