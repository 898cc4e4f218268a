import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * Ends a process and all that it started. On Windows by its tree; elsewhere by its group, of which it must be the
 * leader (`detached`).
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
