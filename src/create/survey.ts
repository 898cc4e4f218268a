import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { forTraining } from './pairs.ts';
import { type SizeList, sizeLists } from './sizeLists.ts';

/** A file of code that may hold a backward pass. */
export interface CodeFile {
  /** From the folder, with forward slashes. */
  readonly file: string;
  readonly kind: 'python' | 'javascript';
  /** Definitions in it that sound like a backward pass or a cost. */
  readonly definitions: number;
  /** It does more than define when it is loaded: it may train, or write files. */
  readonly isScript: boolean;
}

/** What is in a folder, by names and by text alone: nothing was opened as data, and nothing was run. */
export interface Survey {
  /** Likeliest first, as the code is. */
  readonly data: readonly string[];
  readonly code: readonly CodeFile[];
  readonly sizes: readonly (SizeList & { readonly file: string })[];
  readonly configs: readonly string[];
}

/** Levels of folders below the one that is looked at. */
const depth = 3;
const mostEntries = 5000;
const longestText = 2 ** 20;

const skippedFolder =
  /^(\..*|_.*|node_modules|bower_components|site-packages|dist|build|out|target|s?v?env\d*|virtualenv)$/;
const dataFile = /\.(h5|hdf5|hdf|npz|csv|mat)$/i;
const codeFile = /\.(py|ipynb|m?js|cjs|m?ts|cts)$/i;
const notTheCode = /^(test_.*|.*_test|conftest|setup|.*\.(test|spec|config|min)|.*\.d)\.\w+$/i;
const sizesFile = /\.(json|ya?ml)$/i;
const configFile = /(^|[/.])gradcheck\.json$/;

const definition =
  /(?:\bdef\s+|\bfunction\s*\*?\s*|\b(?:const|let|var)\s+|^[ \t]+(?:async\s+)?)(\w*(?:backw|bwd|back_?prop|propag|bprop|grad|deriv|loss|cost)\w*)\s*(?:\(|=\s*(?:async\s*)?(?:\(|function))/gim;

/** A loop, or a call whose result nobody takes, at the beginning of a line; some of them do no harm. */
const topLevelWork =
  /^(?:(?:for|while|with)\b|await\b|(?!(?:print|require)\(|(?:np|numpy)\.(?:random\.seed|seterr|set_printoptions)\(|random\.seed\(|(?:sys\.path|warnings|logging|plt|matplotlib|console)\.)[A-Za-z_$][\w$.]*\()/m;

export function survey(folder: string): Survey {
  const files = filesBelow(folder);
  const texts = files.filter((file) => codeFile.test(file) || sizesFile.test(file));
  const read = new Map(texts.map((file) => [file, textOf(join(folder, file))]));
  const programs = texts.filter((file) => codeFile.test(file)).map((file) => read.get(file) ?? '');
  const isConfig = (file: string) => configFile.test(file);
  const code = files
    .filter((file) => codeFile.test(file) && !notTheCode.test(file.split('/').at(-1) ?? ''))
    .map(
      (file): CodeFile => ({
        file,
        kind: /\.(py|ipynb)$/i.test(file) ? 'python' : 'javascript',
        definitions: [...(read.get(file) ?? '').matchAll(definition)].length,
        isScript: /\.ipynb$/i.test(file) || topLevelWork.test(read.get(file) ?? ''),
      }),
    )
    .filter(({ definitions }) => definitions > 0)
    .sort((a, b) => b.definitions - a.definitions);
  return {
    data: files
      .filter((file) => dataFile.test(file))
      .map((file) => ({ file, promise: promiseOf(file, programs) }))
      .sort((a, b) => b.promise - a.promise)
      .map(({ file }) => file),
    code,
    sizes: texts
      .filter((file) => !isConfig(file))
      .flatMap((file) => sizeLists(read.get(file) ?? '').map((list) => ({ ...list, file }))),
    configs: files.filter(isConfig),
  };
}

/** A file that the code reads comes first, one for training before others. */
function promiseOf(file: string, texts: readonly string[]): number {
  const name = file.split('/').at(-1) ?? '';
  return 2 * Number(texts.some((text) => text.includes(name))) + Number(forTraining(name));
}

/** Paths from the folder; those that lie less deep come first. */
function filesBelow(folder: string): string[] {
  const files: string[] = [];
  let level = [''];
  for (let below = 0; below <= depth; below++) {
    const next: string[] = [];
    for (const path of level) {
      for (const entry of entriesOf(join(folder, path))) {
        const inside = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!skippedFolder.test(entry.name) && !existsSync(join(folder, inside, 'pyvenv.cfg')))
            next.push(inside);
        } else if (isFile(join(folder, inside), entry)) files.push(inside);
        if (files.length >= mostEntries) return files;
      }
    }
    level = next;
  }
  return files;
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

function textOf(path: string): string {
  try {
    return statSync(path).size > longestText ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
