import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';

/** VS Code's server with the browser workbench, as npm has it. The same version of VS Code, under the hood. */
export const codeServerVersion = '4.139.1';

const folder = () => join(cacheFolder(), `code-server-${codeServerVersion}`);
const entryIn = (parent: string) => join(parent, 'node_modules', 'code-server', 'out', 'node', 'entry.js');

/** The script to run under Node, or null when it is not installed. */
export function findCodeServer(): string | null {
  const entry = entryIn(folder());
  return existsSync(entry) ? entry : null;
}

/**
 * Installs VS Code's server into the cache folder: some 700 MB, nothing is compiled. It is built up beside its
 * place and moved there when complete, so what an interrupted install leaves is never taken for a good one.
 */
export function installCodeServer(): void {
  mkdirSync(cacheFolder(), { recursive: true });
  const building = mkdtempSync(`${folder()}.incomplete-`);
  try {
    const manifest = { private: true, dependencies: { 'code-server': codeServerVersion } };
    writeFileSync(join(building, 'package.json'), JSON.stringify(manifest));
    npmInstall(building);
    // The workbench has dependencies of its own, which code-server fetches in a script that also compiles.
    npmInstall(join(building, 'node_modules', 'code-server', 'lib', 'vscode'), '--omit=dev');
    if (findCodeServer() === null) renameSync(building, folder());
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function npmInstall(cwd: string, ...options: string[]): void {
  const args = ['install', '--prefix', cwd, '--ignore-scripts', '--no-audit', '--no-fund', ...options];
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}
