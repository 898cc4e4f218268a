import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const python = process.env.GRADIENT_CHECK_PYTHON ?? '/usr/bin/python3';

/** True when NumPy is there; else the test is skipped, by its remedy. */
export function hasNumpy(t: TestContext): boolean {
  if (spawnSync(python, ['-c', 'import numpy']).status === 0) return true;
  t.skip('NumPy is not installed: apt-get install python3-numpy');
  return false;
}

/** Runs a script of this folder: JSON in, JSON out. */
export function ask<Answer>(script: string, question: unknown): Answer {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const run = spawnSync(python, [file], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`${script} ended with ${run.status}\n${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout) as Answer;
}
