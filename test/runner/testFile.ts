import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { killGroup } from './killGroup.ts';
import type { Outcome } from './outcome.ts';

const reporter = new URL('./reporter.ts', import.meta.url).href;

/**
 * Runs one test file in a process of its own and answers how each of its tests ended. A file that says nothing,
 * crashes, or is still running after `timeoutMs` is a failure in its own name, with everything it printed.
 */
export async function runTestFile(file: string, timeoutMs: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const child = spawn(
    process.execPath,
    [`--test-reporter=${reporter}`, '--test-reporter-destination=stdout', file],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  child.on('message', (outcome: Outcome) => outcomes.push(outcome));

  const stop = () => killGroup(child.pid);
  process.once('exit', stop);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  const disconnected = new Promise((resolve) => child.once('disconnect', resolve));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  // The last messages may arrive after everything else.
  await disconnected;
  clearTimeout(timer);
  process.off('exit', stop);

  const fail = (reason: string) =>
    outcomes.push({ kind: 'failed', name: 'the file as a whole', reason: `${reason}\n${printed}`.trimEnd() });
  if (timedOut) fail(`It was still running after ${timeoutMs / 1000} s and was ended.`);
  else if (status !== 0 && !outcomes.some(({ kind }) => kind === 'failed'))
    fail(`It ended with exit code ${status}.`);
  else if (outcomes.length === 0) fail('There is no test in it.');
  return outcomes;
}
