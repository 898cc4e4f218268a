import { spawnSync } from 'node:child_process';

/** Debian's own Python: it is the one that Debian's packages are for. */
export const python = process.platform === 'linux' ? '/usr/bin/python3' : 'python3';

const known = new Map<string, boolean>();

/** The first of these packages that this Python lacks; null where it has them all. */
export function lacking(packages: readonly string[]): string | null {
  return packages.find((name) => !has(name)) ?? null;
}

function has(name: string): boolean {
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  const found = spawnSync(python, ['-c', `import ${name}`]).status === 0;
  known.set(name, found);
  return found;
}
