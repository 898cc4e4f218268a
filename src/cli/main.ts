import process from 'node:process';
import { version } from '../../package.json';
import type { Report } from '../protocol/report.ts';
import { readArguments } from './arguments.ts';
import { checkConfig } from './checkConfig.ts';
import { exitCode } from './exitCode.ts';
import { help } from './help.ts';
import { finishInit, startInit } from './init.ts';
import { jsonText } from './jsonText.ts';
import { OutputFile } from './outputFile.ts';
import { Palette } from './palette.ts';
import { prettyText } from './prettyText.ts';
import { Progress } from './progress.ts';
import { UsageError } from './usageError.ts';

/** By convention 128 + the number of the signal. */
const interrupted = { SIGINT: 130, SIGTERM: 143 } as const;

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  if (options.command === 'init') {
    const progress = new Progress(process.stderr, options);
    progress.say(`looking for code and data in ${options.folder}`);
    const created = await untilSignal(startInit(options));
    progress.clear();
    return typeof created === 'number' ? created : finishInit(created, options);
  }
  if (options.command !== 'run') {
    process.stdout.write(options.command === 'help' ? help : `${version}\n`);
    return 0;
  }
  const output = options.output === null ? null : new OutputFile(options.output);
  const progress = new Progress(process.stderr, options);
  const reports: Report[] = [];
  for (const config of options.configs) {
    const ended = await untilSignal(checkConfig(config, options, progress));
    progress.clear();
    if (typeof ended === 'number') return ended;
    reports.push(ended);
  }
  const palette = new Palette(process.stdout, output !== null);
  const text = options.format === 'json' ? jsonText(reports) : prettyText(reports, palette);
  if (output !== null) output.write(text);
  else if (options.format === 'json' || !options.quiet) process.stdout.write(text);
  return exitCode(reports);
}

/** What comes of it; the exit code where a signal ends it first. */
async function untilSignal<Result>(run: {
  readonly finished: Promise<Result | null>;
  cancel(): void;
}): Promise<Result | number> {
  let code: number = interrupted.SIGINT;
  const stop = (signal: keyof typeof interrupted) => {
    code = interrupted[signal];
    run.cancel();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const result = await run.finished;
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return result ?? code;
}

// Whoever reads may stop early, as `head` does: what was found, and the exit code, stay as they are.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});

function fail(error: Error): void {
  const hint = error instanceof UsageError ? '\nSee gradient-check --help.' : '';
  process.stderr.write(`gradient-check: ${error.message}${hint}\n`);
  process.exitCode = 2;
}

main().then((code) => {
  process.exitCode = code;
}, fail);
