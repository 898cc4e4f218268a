import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('../../../media/sample', import.meta.url));

/** A copy of the sample, in a folder of its own within another. */
export class Workspace {
  readonly folder: string;

  constructor(parent: string) {
    this.folder = mkdtempSync(join(parent, 'workspace-'));
    cpSync(sample, this.folder, { recursive: true });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** The line, from 1, on which a text stands for the first time. */
  lineOf(name: string, text: string): number {
    const index = this.read(name)
      .split('\n')
      .findIndex((line) => line.includes(text));
    if (index < 0) throw new Error(`${name} does not hold ${text}`);
    return index + 1;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
