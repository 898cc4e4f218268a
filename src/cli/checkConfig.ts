import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report } from '../protocol/report.ts';
import { unreadableReport } from '../report/errorReport.ts';
import { defaultLimits } from '../worker/defaultLimits.ts';
import { type Run, startRun } from '../worker/startRun.ts';
import type { Arguments } from './arguments.ts';
import { programOptions } from './programOptions.ts';
import type { Progress } from './progress.ts';

/** Starts the check of one config. */
export function checkConfig(config: string, options: Arguments, progress: Progress): Run {
  let text: string;
  try {
    text = readFileSync(config, 'utf8');
  } catch (error) {
    return finished(unreadableReport(config, error as NodeJS.ErrnoException));
  }
  const request = {
    file: resolve(config),
    label: config,
    text,
    overrides: options.overrides,
    threshold: defaultLimits.threshold,
    memoryLimitMB: options.memoryLimitMB,
    programs: programOptions(options),
  };
  return startRun(request, {
    workerFile: join(__dirname, 'worker.js'),
    silenceMs: options.timeoutSeconds * 1000,
    onEvent: (event) => progress.show(config, event),
  });
}

function finished(report: Report): Run {
  return { finished: Promise.resolve(report), cancel: () => {} };
}
