import vm from 'node:vm';

/** Nothing of a file's top level may take longer: what does is training, or a demonstration. */
export const topLevelLimitMs = 5_000;

/** Runs a function that may never return. @throws an error for which `isTimeout` holds */
export function limited<Result>(run: () => Result, timeoutMs: number): Result {
  const key = Symbol.for('gradient-check.limited');
  const scope = globalThis as Record<symbol, unknown>;
  const before = scope[key];
  scope[key] = run;
  try {
    return vm.runInThisContext("globalThis[Symbol.for('gradient-check.limited')]()", { timeout: timeoutMs });
  } finally {
    scope[key] = before;
  }
}

export function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
