import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { Exited } from './failure.ts';

/**
 * Keeps the user's code off the channel and from ending the process: what it writes to standard output by its number
 * goes to standard error, and `process.exit` throws. The rest of what it prints goes that way by itself, because it
 * runs in a thread whose output is piped.
 */
export function quietFiles(): void {
  const { write, writeSync } = fs;
  const other = (file: unknown) => (file === 1 ? 2 : file);
  Object.assign(fs, {
    write: (file: unknown, ...rest: unknown[]) => Reflect.apply(write, fs, [other(file), ...rest]),
    writeSync: (file: unknown, ...rest: unknown[]) => Reflect.apply(writeSync, fs, [other(file), ...rest]),
  });
  syncBuiltinESMExports();
  process.exit = (code) => {
    throw new Exited(`process.exit(${code ?? ''})`);
  };
}
