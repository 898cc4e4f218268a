import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../src/protocol/report.ts';
import { python } from './python.ts';
import type { Expectation, ZooCase } from './zooCase.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const timeoutMs = 100_000;

/** What the command line says of a module, beside the truth about it. */
export interface ZooOutcome {
  readonly report: Report;
  readonly expected: Expectation;
  /** What is not as it should be, each in a line. */
  readonly wrong: readonly string[];
}

export async function outcomeOf(zooCase: ZooCase): Promise<ZooOutcome> {
  const [said, expected] = await Promise.all([
    run(process.execPath, [cli, 'gradcheck.json', '--format', 'json', '--workers', '1'], zooCase.folder),
    truthOf(zooCase),
  ]);
  const report = JSON.parse(said) as Report;
  return { report, expected, wrong: [...wrongRows(report, expected), ...wrongMessages(report, expected)] };
}

async function truthOf({ truth, expected, folder }: ZooCase): Promise<Expectation> {
  if (truth === null) return expected ?? {};
  const program = truth.endsWith('.py') ? [python, '-B', truth] : [process.execPath, truth];
  const printed = await run(program[0] as string, program.slice(1), folder);
  return { ...JSON.parse(printed.trim().split('\n').at(-1) ?? ''), ...expected };
}

function wrongRows({ layers, error }: Report, { rows = {}, error: wanted }: Expectation): string[] {
  if (error && wanted === undefined) return [`ended with ${error.code}: ${error.message}`];
  const found = new Map(layers.map(({ name, verdict }) => [name, verdict as string]));
  const names = new Set([...Object.keys(rows), ...found.keys()]);
  if (Object.keys(rows).length === 0 && wanted !== undefined) return [];
  return [...names]
    .filter((name) => found.get(name) !== rows[name])
    .map(
      (name) => `${name}: ${found.get(name) ?? 'no such row'}, the truth is ${rows[name] ?? 'no such row'}`,
    );
}

function wrongMessages(
  { error, diagnostics }: Report,
  { error: wanted, file, line, codes = [] }: Expectation,
) {
  const wrong: string[] = [];
  if (wanted !== undefined && error?.code !== wanted) {
    wrong.push(`error ${error?.code ?? 'none'}, expected ${wanted}`);
  }
  const place = error?.location;
  if (file !== undefined && basename(place?.file ?? '') !== file)
    wrong.push(`in ${place?.file}, expected ${file}`);
  if (line !== undefined && place?.line !== line) wrong.push(`on line ${place?.line}, expected ${line}`);
  for (const code of codes) {
    if (!diagnostics.some((diagnostic) => diagnostic.code === code)) wrong.push(`no diagnostic ${code}`);
  }
  return wrong;
}

/** Standard output; its exit code says nothing here. */
function run(program: string, words: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, GRADIENT_CHECK_PYTHON: python };
  return new Promise((resolve, reject) => {
    execFile(
      program,
      words,
      { cwd, env, timeout: timeoutMs, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (stdout.trim() === '')
          reject(new Error(`${words.join(' ')} said nothing. ${stderr || error?.message}`));
        else resolve(stdout);
      },
    );
  });
}
