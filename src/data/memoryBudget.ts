import { Problem } from '../core/problem.ts';

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes for people, in powers of 1024: `4.9 GB`. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${unit === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`;
}

/** Throws `data.memory` when `what` is too large to hold. */
export function assertFits(what: string, bytes: number, memoryBytes: number): void {
  if (bytes <= memoryBytes) return;
  throw new Problem(
    'data.memory',
    `${what} is too large to hold: it needs ${formatBytes(bytes)}, and the limit is ${formatBytes(memoryBytes)}. ` +
      'Use fewer `examples`, or raise the setting gradientCheck.memoryLimitMB.',
  );
}
