import type { ProgramOptions } from '../worker/messages.ts';
import { bundledRunners } from '../worker/runners.ts';
import type { Arguments } from './arguments.ts';

/** How the user's code is run. Whoever names a config or a folder here says by that to run what is in it. */
export function programOptions({ python, workers, timeoutSeconds }: Arguments): ProgramOptions {
  return {
    trusted: true,
    python,
    maxWorkers: workers,
    timeoutMs: timeoutSeconds * 1000,
    runners: bundledRunners(__dirname),
  };
}
