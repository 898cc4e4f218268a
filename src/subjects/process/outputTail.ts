const longest = 8192;

/** What a program wrote last: enough for a traceback. */
export class OutputTail {
  #text = '';

  add(text: string): void {
    this.#text = (this.#text + text).slice(-longest);
  }

  get text(): string {
    return this.#text.trim();
  }
}
