/** What code prints, which comes in pieces, line by line. */
export class PrintedLines {
  readonly #pass: (line: string) => void;
  #unfinished = '';

  constructor(pass: (line: string) => void) {
    this.#pass = pass;
  }

  add(text: string): void {
    const lines = (this.#unfinished + text).split(/\r?\n/);
    this.#unfinished = lines.pop() ?? '';
    for (const line of lines) this.#pass(line);
  }

  /** Passes on a last line that was not ended. */
  end(): void {
    if (this.#unfinished !== '') this.#pass(this.#unfinished);
    this.#unfinished = '';
  }
}
