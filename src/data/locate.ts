import { type ConfigPath, Problem } from '../core/problem.ts';

/** Runs `action`; a problem that does not say yet which config value it is about is then about `path`. */
export function locate<Result>(path: ConfigPath, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof Problem && error.path.length === 0 ? error.at(path) : error;
  }
}
