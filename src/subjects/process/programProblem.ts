import { basename } from 'node:path';
import * as z from 'zod';
import { type CodePlace, type ConfigPath, Problem } from '../../core/problem.ts';

/** What a program is called in messages, and the value of the config that names it. */
export interface ProgramName {
  /** The user's file, as in `nn.py`. */
  readonly file: string;
  readonly path: ConfigPath;
}

/** A place in a file of the user's, as a program tells it. */
export const knownPlaceSchema = z.object({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1).nullish(),
  name: z.string().nullish(),
});

type KnownPlace = z.output<typeof knownPlaceSchema>;

/** The same where it may be left out. */
export const placeSchema = knownPlaceSchema.nullish().catch(null);

/** A told place without a column means the start of its line. */
export function codePlace({ file, line, column }: KnownPlace): CodePlace {
  return { file, line, column: column ?? 1 };
}

/** An error as a program tells it. */
export const problemSchema = z.object({
  code: z.string().catch('code.raised'),
  message: z.string(),
  place: placeSchema,
  detail: z.string().nullish().catch(null),
});
export type ToldProblem = z.output<typeof problemSchema>;

/** What the program itself answered in place of a result. */
export function reported(error: unknown, name: ProgramName): Problem {
  const { data } = problemSchema.safeParse(error);
  if (data === undefined) {
    return spokeNonsense(name, 'an "error" without a "message" was answered', Buffer.from(''));
  }
  return told(data, name);
}

export function told({ code, message, place, detail }: ToldProblem, name: ProgramName): Problem {
  return new Problem(code, message, {
    path: name.path,
    ...(place && { place: codePlace(place) }),
    ...(detail && { detail }),
  });
}

export function notStarted(name: ProgramName, command: readonly string[], error: Error): Problem {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  const what = missing ? `there is no ${command[0]}` : error.message;
  return new Problem('code.notStarted', `${name.file} could not be started: ${what}. ${remedyOf(name)}`, {
    path: name.path,
    detail: `${command.join(' ')}: ${error.message}`,
  });
}

function remedyOf({ path }: ProgramName): string {
  switch (path.at(-1)) {
    case 'command':
      return 'Write the program and its arguments as a list of words, such as ["julia", "nn.jl"], and see that it can be found.';
    case 'javascript':
      return 'Reinstall Gradient Check: the program that runs JavaScript is part of it.';
    default:
      return 'Say which Python runs it: "interpreter": "/usr/bin/python3" in "code", the setting gradientCheck.pythonPath, or --python on the command line.';
  }
}

/** The process ended where an answer was due. */
export function crashed(
  name: ProgramName,
  code: number | null,
  signal: NodeJS.Signals | null,
  output: string,
): Problem {
  const how =
    signal === null ? `ended by itself with exit code ${code}` : `was ended by ${signals[signal] ?? signal}`;
  const place = crashPlace(output, name);
  const line = place === null ? '' : ` It was at line ${place.line} of ${basename(place.file)}.`;
  return new Problem(
    'code.crashed',
    `${name.file} ${how} in the middle of the check.${line} Code that is checked must not end its process; the log has what it wrote last.`,
    { path: name.path, ...(place && { place }), detail: output },
  );
}

const signals: Partial<Record<NodeJS.Signals, string>> = {
  SIGSEGV: 'a segmentation fault (SIGSEGV)',
  SIGABRT: 'an abort (SIGABRT)',
  SIGKILL: 'the system (SIGKILL), as when memory runs out',
  SIGBUS: 'a bus error (SIGBUS)',
  SIGFPE: 'an arithmetic fault (SIGFPE)',
  SIGILL: 'an illegal instruction (SIGILL)',
};

/** The innermost frame of the user's file that Python's fault handler told. */
function crashPlace(output: string, { file: own }: ProgramName): CodePlace | null {
  const frames = [...output.matchAll(/File "([^"]+)", line (\d+) in /g)];
  const [, file, line] = frames.find(([, path]) => path !== undefined && basename(path) === own) ?? [];
  return file === undefined ? null : { file, line: Number(line), column: 1 };
}

/** A request was not answered in time. */
export function hanging(name: ProgramName, timeoutMs: number, where: unknown): Problem {
  const { data: place } = placeSchema.safeParse(where);
  const at = place
    ? ` It was at line ${place.line} of ${basename(place.file)}${place.name ? `, in ${place.name}` : ''}.`
    : '';
  return new Problem(
    'code.hangs',
    `${name.file} has not returned for ${Math.round(timeoutMs / 1000)} s and was ended.${at} If it needs that long, choose fewer examples or raise the setting gradientCheck.timeoutSeconds (--timeout on the command line).`,
    {
      path: name.path,
      ...(place && { place: codePlace(place) }),
    },
  );
}

/** Bytes that are no frame of the protocol, or a frame that says nothing sensible. */
export function spokeNonsense(name: ProgramName, what: string, bytes: Uint8Array): Problem {
  return new Problem(
    'code.protocol',
    `${name.file} does not keep to the runner protocol: ${what}. Standard output belongs to the protocol: print to standard error instead.`,
    { path: name.path, detail: Buffer.from(bytes).subarray(0, 400).toString('latin1') },
  );
}
