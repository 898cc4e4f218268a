import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Levels of folders below the one that is looked at. */
const depth = 3;
const mostFiles = 5000;

/** What packages, environments and tools keep for themselves. */
const skipped =
  /^(\..*|_.*|node_modules|bower_components|site-packages|dist|build|out|target|s?v?env\d*|virtualenv)$/;

/** Paths from the folder, with forward slashes; those that lie less deep come first. */
export function folderFiles(folder: string): string[] {
  const files: string[] = [];
  let level = [''];
  for (let below = 0; below <= depth; below++) {
    const next: string[] = [];
    for (const path of level) {
      for (const entry of entriesOf(join(folder, path))) {
        const inside = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!skipped.test(entry.name) && !existsSync(join(folder, inside, 'pyvenv.cfg'))) next.push(inside);
        } else if (isFile(join(folder, inside), entry)) files.push(inside);
        if (files.length >= mostFiles) return files;
      }
    }
    level = next;
  }
  return files;
}

/** Its text; empty where it cannot be read, or is longer than so many bytes. */
export function textOf(path: string, mostBytes: number): string {
  try {
    return statSync(path).size > mostBytes ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Datasets are often linked from elsewhere. */
function isFile(path: string, entry: Dirent): boolean {
  return (
    entry.isFile() ||
    (entry.isSymbolicLink() && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false))
  );
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // A folder that may not be read holds nothing that could be used.
    return [];
  }
}
