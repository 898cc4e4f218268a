import { Problem } from '../core/problem.ts';

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes for people, in powers of 1024: `4.9 GB`. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${unit === 0 || bytes >= 100 ? Math.round(bytes) : Number(bytes.toFixed(1))} ${units[unit]}`;
}

/** Throws `data.memory` when `what` is too large to hold. */
export function assertFits(what: string, bytes: number, memoryBytes: number): void {
  if (bytes <= memoryBytes) return;
  throw new Problem(
    'data.memory',
    `Too large to hold: ${what} would need ${formatBytes(bytes)}, and the limit is ${formatBytes(memoryBytes)}. ` +
      'Use less of it, such as fewer `examples`, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
  );
}
