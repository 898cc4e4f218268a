/** Whether a file is a config, by its name or path: `gradcheck.json` or `*.gradcheck.json`. */
export function isConfigFile(name: string): boolean {
  return /(?:^|[/\\.])gradcheck\.json$/.test(name);
}
