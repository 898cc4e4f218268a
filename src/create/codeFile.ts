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

const name = /\.(py|ipynb|m?js|cjs|m?ts|cts)$/i;
const otherPurpose = /(^|\/)(test_[^/]*|[^/]*_test|conftest|setup|[^/]*\.(test|spec|config|min|d))\.\w+$/i;

/** A function, a method, or a variable that is given a function. */
const definition =
  /(?:\bdef\s+|\bfunction\s*\*?\s*|\b(?:const|let|var)\s+|^[ \t]+(?:async\s+)?)(\w*(?:backw|bwd|back_?prop|propag|bprop|grad|deriv|loss|cost)\w*)\s*(?:\(|=\s*(?:async\s*)?(?:\(|function))/gim;

/** A loop, or a call whose result nobody takes, at the beginning of a line; some of them do no harm. */
const topLevelWork =
  /^(?:(?:for|while|with)\b|await\b|(?!(?:print|require)\(|(?:np|numpy)\.(?:random\.seed|seterr|set_printoptions)\(|random\.seed\(|(?:sys\.path|warnings|logging|plt|matplotlib|console)\.)[A-Za-z_$][\w$.]*\()/m;

export function isProgram(file: string): boolean {
  return name.test(file);
}

/** What a file is by its text alone; null where it is nothing that could be checked. */
export function readCodeFile(file: string, text: string): CodeFile | null {
  const definitions = [...text.matchAll(definition)].length;
  if (definitions === 0 || otherPurpose.test(file)) return null;
  const isNotebook = /\.ipynb$/i.test(file);
  return {
    file,
    kind: isNotebook || /\.py$/i.test(file) ? 'python' : 'javascript',
    definitions,
    isScript: isNotebook || topLevelWork.test(text),
  };
}
