import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { version } from '../../package.json';
import type { Report } from '../protocol/report.ts';
import { readArguments } from './arguments.ts';
import { checkConfig } from './checkConfig.ts';
import { exitCode } from './exitCode.ts';
import { help } from './help.ts';
import { jsonText } from './jsonText.ts';
import { Palette } from './palette.ts';
import { prettyText } from './prettyText.ts';
import { Progress } from './progress.ts';
import { UsageError } from './usageError.ts';

/** By convention 128 + SIGINT. */
const interrupted = 130;

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  if (options.command !== 'run') {
    process.stdout.write(options.command === 'help' ? help : `${version}\n`);
    return 0;
  }
  const progress = new Progress(process.stderr, options.quiet);
  const reports: Report[] = [];
  for (const config of options.configs) {
    const run = checkConfig(config, options, progress);
    const stop = () => run.cancel();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const report = await run.finished;
    process.off('SIGINT', stop).off('SIGTERM', stop);
    progress.clear();
    if (report === null) return interrupted;
    reports.push(report);
  }
  const toFile = options.output !== null;
  const palette = new Palette(process.stdout, toFile);
  const text = options.format === 'json' ? jsonText(reports) : prettyText(reports, palette);
  if (options.output !== null) writeFileSync(options.output, text);
  else if (options.format === 'json' || !options.quiet) process.stdout.write(text);
  return exitCode(reports);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    const hint = error instanceof UsageError ? '\nSee gradient-check --help.' : '';
    process.stderr.write(`gradient-check: ${error.message}${hint}\n`);
    process.exitCode = 2;
  },
);
