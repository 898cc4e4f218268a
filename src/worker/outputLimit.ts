/** Characters of what the user's code prints that reach the log: enough for any message, and no flood. */
const most = 65_536;

/** Passes on what code prints, up to a limit. */
export class OutputLimit {
  readonly #pass: (text: string) => void;
  #left = most;

  constructor(pass: (text: string) => void) {
    this.#pass = pass;
  }

  add(text: string): void {
    if (this.#left <= 0) return;
    const kept = text.slice(0, this.#left);
    this.#left -= kept.length;
    this.#pass(this.#left > 0 ? kept : `${kept}\n… what the code printed after this is left out.\n`);
  }
}
