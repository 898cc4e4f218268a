import { execFileSync } from 'node:child_process';
import { cacheFolder } from './cacheFolder.ts';
import { findChromium } from './chromium.ts';
import { findCodeServer, installCodeServer } from './codeServer.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/** Something outside the project's dependencies that tests need. */
interface Need {
  readonly what: string;
  readonly missing: () => boolean;
  readonly install: () => void;
}

const debianPackage = (name: string, missing: () => boolean): Need => ({
  what: `Debian's ${name}`,
  missing: () => canInstallPackages() && missing(),
  install: () => installPackages([name]),
});

const editorNeeds: readonly Need[] = [
  {
    what: `VS Code's server into ${cacheFolder()} (700 MB, once)`,
    missing: () => findCodeServer() === null,
    install: installCodeServer,
  },
  debianPackage('chromium', () => findChromium() === null),
];

/** Results are compared with what independent libraries compute. */
const oracleNeeds: readonly Need[] = [
  debianPackage('python3-numpy', () => !pythonHas('numpy')),
  debianPackage('python3-h5py', () => !pythonHas('h5py')),
  debianPackage('python3-torch', () => !pythonHas('torch')),
];

/**
 * Installs what this machine lacks for tests in the editor, and for those that compare with Python. What cannot be
 * installed here is told and left out: the tests that need it skip and say so.
 */
export function installMissing(
  wanted: { editor: boolean; oracles: boolean },
  say: (line: string) => void,
): void {
  const needs = [...(wanted.editor ? editorNeeds : []), ...(wanted.oracles ? oracleNeeds : [])];
  for (const { what, install } of needs.filter(({ missing }) => missing())) {
    say(`installing ${what}`);
    try {
      install();
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: Buffer };
      say(`could not install ${what}: ${stderr?.toString().trim() || message}`);
    }
  }
}

/** Debian's own Python: it is the one that Debian's packages are for. */
function pythonHas(module: string): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', `import ${module}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  installMissing({ editor: true, oracles: true }, console.log);
}
