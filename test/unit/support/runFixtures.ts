import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../src/config/document.ts';
import type { Override } from '../../../src/config/overrides.ts';
import type { RunEvent } from '../../../src/protocol/events.ts';
import type { Report, ReportDiagnostic } from '../../../src/protocol/report.ts';
import type { ProgramOptions, RunRequest } from '../../../src/worker/messages.ts';
import { run } from '../../../src/worker/run.ts';

export interface RunOptions {
  readonly overrides?: readonly Override[];
  readonly threshold?: number;
  readonly memoryLimitMB?: number;
  readonly programs?: ProgramOptions;
}

/** The user's code as it is run from the sources. */
export const programs: ProgramOptions = {
  trusted: true,
  python: '/usr/bin/python3',
  maxWorkers: 1,
  timeoutMs: 30_000,
  runners: {
    python: fileURLToPath(new URL('../../../src/subjects/python', import.meta.url)),
    javascript: fileURLToPath(new URL('../../../src/subjects/javascript/main.ts', import.meta.url)),
  },
};

/** What the command line would ask for of a config with this text in that folder. */
export function requestOf(folder: string, text: string, options: RunOptions = {}): RunRequest {
  const defaults = { overrides: [], threshold: 1e-7, memoryLimitMB: 1024, programs };
  return { file: join(folder, 'gradcheck.json'), label: 'gradcheck.json', text, ...defaults, ...options };
}

/** Everything that a run tells, without a thread. */
export async function eventsOf(folder: string, text: string, options?: RunOptions): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run(requestOf(folder, text, options))) events.push(event);
  return events;
}

export async function reportOf(folder: string, text: string, options?: RunOptions): Promise<Report> {
  const last = (await eventsOf(folder, text, options)).at(-1);
  assert.equal(last?.type, 'finished');
  return last.report;
}

/** The text of a config from where a diagnostic stands to where it ends. */
export function marked(text: string, { location }: Pick<ReportDiagnostic, 'location'>): string {
  const { line, column, endLine = line, endColumn = column } = location;
  assert.equal(endLine, line);
  return (text.split('\n')[line - 1] as string).slice(column - 1, endColumn - 1);
}

/** The only diagnostic of a report whose run could not check: the same as its `error`. */
export function onlyError(report: Report): ReportDiagnostic {
  assert.equal(report.verdict, 'error');
  const [diagnostic, ...others] = report.diagnostics;
  assert.deepEqual(others, []);
  assert.equal(diagnostic?.severity, 'error');
  const { code, message, location } = diagnostic;
  assert.deepEqual(report.error, { code, message, location });
  return diagnostic;
}

/** The places of a config, as its reader finds them. */
export const locate = (text: string, path: readonly (string | number)[]) =>
  readConfig(text, 'gradcheck.json').locate(path);
