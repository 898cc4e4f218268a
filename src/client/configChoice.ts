import { namedFiles } from './namedFiles.ts';

export interface ConfigFile {
  readonly file: string;
  readonly text: string;
}

export type ConfigChoice =
  | { readonly kind: 'config'; readonly file: string }
  | { readonly kind: 'ask'; readonly files: readonly string[] }
  | { readonly kind: 'none' };

export function isConfigFile(file: string): boolean {
  return /(^|[/\\.])gradcheck\.json$/.test(file);
}

/**
 * Which config Run takes: the active file if it is one, else the one that names the active file (as its
 * code or dataset), else the only one there is.
 */
export function chooseConfig(activeFile: string | undefined, configs: readonly ConfigFile[]): ConfigChoice {
  if (activeFile !== undefined) {
    if (isConfigFile(activeFile)) return { kind: 'config', file: activeFile };
    const naming = configs.filter(({ file, text }) => namedFiles(text, file).has(activeFile));
    if (naming.length > 0) return oneOf(naming);
  }
  return oneOf(configs);
}

function oneOf(configs: readonly ConfigFile[]): ConfigChoice {
  const [first, ...others] = configs.map(({ file }) => file);
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'config', file: first } : { kind: 'ask', files: [first, ...others] };
}
