import { join } from 'node:path';
import type { Runners } from './messages.ts';

/** The programs that run the user's code, where the build puts them: beside the bundles. */
export function bundledRunners(folder: string): Runners {
  return { python: join(folder, 'runner.pyz'), javascript: join(folder, 'javascriptRunner.js') };
}
