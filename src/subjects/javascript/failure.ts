import { Problem } from '../../core/problem.ts';
import { type Place, placeText } from './place.ts';

/** What `process.exit` throws in the user's code. */
export class Exited extends Error {
  override readonly name = 'Exited';
}

/** Files of the user's that have been loaded: errors are placed in their frames. */
const userFiles = new Set<string>();

export function placeErrorsIn(file: string): void {
  userFiles.add(file);
}

const frames = new WeakMap<object, NodeJS.CallSite[]>();

/** Keeps the frames of every error, so that the user's line can be told from ours. */
export function keepFrames(): void {
  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (error, sites) => {
    frames.set(error, sites);
    return [String(error), ...sites.map((site) => `    at ${site}`)].join('\n');
  };
}

/** Lines in the user's files that an error came through, the innermost first. */
export function userFrames(error: unknown): Place[] {
  if (error === null || typeof error !== 'object') return [];
  // Reading the stack is what makes V8 collect it.
  void (error as Error).stack;
  return (frames.get(error) ?? []).flatMap((site) => {
    const file = site.getFileName();
    if (file == null || !userFiles.has(file)) return [];
    const name = site.getMethodName() ?? site.getFunctionName();
    return [{ file, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1, name }];
  });
}

/** Runs code of the user's: whatever it throws becomes a Problem that names the line. */
export function call<Result>(name: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw problemOf(name, error);
  }
}

export function problemOf(name: string, error: unknown): Problem {
  if (error instanceof Problem) return error;
  const [place, ...outer] = userFrames(error);
  const called = (outer.at(-1) ?? place)?.name ?? name;
  const where = place === undefined ? '' : `, in ${placeText(place)}`;
  const options = {
    ...(place === undefined ? {} : { place }),
    ...(error instanceof Error && error.stack !== undefined ? { detail: error.stack } : {}),
  };
  if (error instanceof Exited)
    return new Problem(
      'code.exited',
      `${called} ends the process (${error.message})${where}. Remove that call, or keep it out of the functions that are checked.`,
      options,
    );
  const said =
    error instanceof Error ? `${error.name}: ${error.message}` : `${String(error)}, which is no Error`;
  if (/not.?(yet.?)?implemented/i.test(said))
    return new Problem('code.notImplemented', `${called} is not implemented yet${where} (${said}).`, options);
  return new Problem('code.raised', `${called} threw ${said}${where}.`, options);
}

const settling = ['code.notImplemented', 'code.missingImport', 'code.exited', 'code.parameters'];

/** The problem, if there is one, that calling the code in another way would not change. */
export function decisive(problems: readonly Problem[]): Problem | undefined {
  const [first] = problems;
  const isSame = first !== undefined && problems.every(({ message }) => message === first.message);
  return (
    problems.find(({ code }) => settling.includes(code)) ??
    // A misspelt name is none the better for other arguments.
    problems.find(({ message }) => / ReferenceError: /.test(message)) ??
    (isSame ? first : undefined)
  );
}
