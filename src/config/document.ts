import type { ConfigPath } from '../core/problem.ts';
import type { Location } from '../protocol/report.ts';
import { duplicateKeys } from './duplicates.ts';
import { findingsOf } from './messages.ts';
import { applyOverrides, type Override, optionFor } from './overrides.ts';
import { type Config, configSchema } from './schema.ts';
import { ConfigSource, type Range } from './source.ts';
import { parseText } from './syntax.ts';
import { plainValue } from './value.ts';

export interface ConfigProblem {
  /** A config with an error is not read; a warning stands beside its values. */
  readonly severity: 'error' | 'warning';
  /** A stable dotted word, such as `config.unknownKey`. */
  readonly code: string;
  readonly message: string;
  readonly path: ConfigPath;
  readonly location: Location;
  /** About the JSON itself: an editor with a JSON server of its own says so too. */
  readonly syntax: boolean;
}

export interface ConfigDocument {
  readonly file: string;
  /** The config with its defaults; null when there is any error. */
  readonly config: Config | null;
  /** In the order in which they stand in the text. */
  readonly problems: readonly ConfigProblem[];
  /** Where a value stands, or its nearest ancestor where it is not written. Ends on the line it begins on. */
  locate(path: ConfigPath): Location;
  /** The whole range of the same value, as UTF-16 offsets into the text without its byte order mark. */
  rangeOf(path: ConfigPath): Range;
}

/** Reads a config. `file` only names it in locations; overrides replace values before they are judged. */
export function readConfig(text: string, file: string, overrides: readonly Override[] = []): ConfigDocument {
  const plain = text.replace(/^\uFEFF/, '');
  const parsed = parseText(plain);
  const source = new ConfigSource(file, plain, parsed.root);
  const problems: ConfigProblem[] = [];
  const complain = (code: string, message: string, path: ConfigPath, range = source.rangeOf(path)) =>
    problems.push({
      severity: 'error',
      code,
      message,
      path,
      location: source.locationOf(range),
      syntax: false,
    });

  let config: Config | null = null;
  if (parsed.problem !== null) {
    const location = source.locationOf(parsed.problem.range);
    const message = parsed.problem.message;
    problems.push({ severity: 'error', code: 'config.syntax', message, path: [], location, syntax: true });
  } else if (parsed.root === undefined) {
    complain('config.missing', emptyFile, []);
  } else {
    const written = plainValue(parsed.root);
    const { value, rejected } = applyOverrides(written, overrides);
    for (const { override, message } of rejected) complain('config.override', message, override.path);
    // A misplaced option is settled first: judged by what it aimed at, it would be reported twice.
    const result = rejected.length === 0 ? configSchema.safeParse(value) : null;
    config = result?.data ?? null;
    for (const { code, message, path, aboutKey } of findingsOf(result?.error?.issues ?? [], value)) {
      const option = optionFor(path, overrides, written);
      const text = option === undefined ? message : `${option}: ${message}`;
      complain(code, text, path, aboutKey ? source.rangeOfKey(path) : source.rangeOf(path));
    }
    for (const { path, range, earlier } of duplicateKeys(parsed.root)) {
      const line = source.locationOf(earlier).line;
      const message = `"${path.at(-1)}" stands twice in this object, first on line ${line}. This one counts; remove one of the two.`;
      const location = source.locationOf(range);
      problems.push({ severity: 'warning', code: 'config.duplicate', message, path, location, syntax: true });
    }
  }
  return {
    file,
    config,
    problems: problems.sort(inTextOrder),
    locate: (path) => source.locationOf(source.rangeOf(path)),
    rangeOf: (path) => {
      const { offset, length } = source.rangeOf(path);
      return { offset, length };
    },
  };
}

const emptyFile =
  'This config is empty. Describe a network and its data, such as { "model": { "layers_dims": [784, 5, 10] }, "dataset": { "file": "data/train.h5" } }.';

function inTextOrder(a: ConfigProblem, b: ConfigProblem): number {
  return a.location.line - b.location.line || a.location.column - b.location.column;
}
