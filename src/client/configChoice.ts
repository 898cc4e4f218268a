export interface ConfigFile {
  readonly file: string;
  /** What a check of it depends on: its code, its dataset, and the modules that the code imports. */
  readonly uses: ReadonlySet<string>;
}

export type ConfigChoice =
  | { readonly kind: 'config'; readonly file: string }
  | { readonly kind: 'ask'; readonly files: readonly string[] }
  | { readonly kind: 'none' };

export function isConfigFile(file: string): boolean {
  return /(^|[/\\.])gradcheck\.json$/.test(file);
}

/**
 * Which config Run takes: the active file if it is one, else the one that uses the active file (as its code or
 * dataset), else the only one there is.
 */
export function chooseConfig(activeFile: string | undefined, configs: readonly ConfigFile[]): ConfigChoice {
  if (activeFile !== undefined) {
    if (isConfigFile(activeFile)) return { kind: 'config', file: activeFile };
    const using = configs.filter(({ uses }) => uses.has(activeFile));
    if (using.length > 0) return oneOf(using);
  }
  return oneOf(configs);
}

function oneOf(configs: readonly ConfigFile[]): ConfigChoice {
  const [first, ...others] = configs.map(({ file }) => file);
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'config', file: first } : { kind: 'ask', files: [first, ...others] };
}
