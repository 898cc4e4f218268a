import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usageError.ts';

/** The file of `--output`. Whether it can be written is looked at before the check: its report would be lost. */
export class OutputFile {
  readonly #name: string;

  /** @throws UsageError where no file can be written */
  constructor(name: string) {
    const folder = dirname(resolve(name));
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`--output ${name} is a folder. Name a file in it.`);
    }
    if (!existsSync(folder)) {
      throw new UsageError(
        `--output ${name} cannot be written: there is no folder ${folder}. Create it first.`,
      );
    }
    this.#name = name;
  }

  /** @throws UsageError */
  write(text: string): void {
    try {
      writeFileSync(this.#name, text);
    } catch (error) {
      throw new UsageError(
        `--output ${this.#name} cannot be written: ${(error as Error).message}. Name another file.`,
      );
    }
  }
}
