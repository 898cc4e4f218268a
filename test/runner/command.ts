import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './outcome.ts';

/** Runs a command at the root of the repository as one test: it passes when the exit code is 0. */
export async function runCommand(name: string, command: readonly string[]): Promise<Outcome> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const failure = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status) =>
      resolve(status === 0 ? null : `\`${command.join(' ')}\` ended with exit code ${status}.`),
    );
  });
  if (failure === null) return { kind: 'passed', name, reason: '' };
  return { kind: 'failed', name, reason: `${failure}\n${printed}`.trimEnd() };
}
