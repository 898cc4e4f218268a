import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this process may install Debian packages: true as root on Debian or a descendant. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages, waiting for another install that is under way. Throws what apt-get says. */
export function installPackages(names: readonly string[]): void {
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...names);
  try {
    install();
  } catch {
    // The lists of packages are absent in a fresh container, and stale in an old one.
    aptGet('update');
    install();
  }
}

function aptGet(...args: string[]): void {
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=500', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  });
}
