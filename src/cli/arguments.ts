import { availableParallelism } from 'node:os';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';
import type { Override } from '../config/overrides.ts';
import { defaultLimits } from '../worker/defaultLimits.ts';
import { UsageError } from './usageError.ts';

export const formats = ['pretty', 'json'] as const;
export type Format = (typeof formats)[number];

/** What the command line asks for. */
export interface Arguments {
  readonly command: 'run' | 'init' | 'help' | 'version';
  readonly configs: readonly string[];
  /** Where `init` looks, and writes a config. */
  readonly folder: string;
  readonly format: Format;
  /** Where the report goes; null is standard output. */
  readonly output: string | null;
  readonly overrides: readonly Override[];
  readonly quiet: boolean;
  /** Whether what the user's code prints is shown. */
  readonly verbose: boolean;
  /** The Python for code that names none itself. */
  readonly python: string | null;
  /** Processes that may share one scan. */
  readonly workers: number;
  readonly timeoutSeconds: number;
  readonly memoryLimitMB: number;
}

/** @throws UsageError with what was found and what is accepted */
export function readArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  const [first = '', ...rest] = positionals;
  const isNamed = first === 'run' || first === 'init';
  const configs = isNamed ? rest : positionals;
  const command = values.help ? 'help' : values.version ? 'version' : first === 'init' ? 'init' : 'run';
  if (command === 'run' && configs.length === 0) {
    throw new UsageError('Name a config to check, such as gradcheck.json.');
  }
  if (command === 'init' && configs.length > 1) {
    throw new UsageError('"init" looks at one folder. Name one, or none for the folder you are in.');
  }
  return {
    command,
    configs: command === 'init' ? [] : configs,
    folder: (command === 'init' && configs[0]) || '.',
    format: formatOf(values.format),
    output: values.output ?? null,
    overrides: values.set.map(overrideOf),
    quiet: values.quiet,
    verbose: values.verbose,
    python: values.python ?? null,
    workers: Math.ceil(positive('workers', values.workers)),
    timeoutSeconds: positive('timeout', values.timeout),
    memoryLimitMB: positive('memory', values.memory),
  };
}

const accepted = {
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string', short: 'o' },
  set: { type: 'string', multiple: true, default: [] },
  python: { type: 'string' },
  workers: { type: 'string', default: String(availableParallelism()) },
  timeout: { type: 'string', default: String(defaultLimits.timeoutSeconds) },
  memory: { type: 'string', default: String(defaultLimits.memoryLimitMB) },
  quiet: { type: 'boolean', short: 'q', default: false },
  verbose: { type: 'boolean', short: 'v', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: accepted });
  } catch (error) {
    throw new UsageError(mistake(error as NodeJS.ErrnoException));
  }
}

/** What is wrong with the options, from what Node says of them. */
function mistake({ code, message }: NodeJS.ErrnoException): string {
  const [, option = ''] = message.match(/'(?:-\w, )?(-[^' ]*)/) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(option.slice(2), Object.keys(accepted));
    return `There is no option ${option}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
  }
  return message.includes('does not take')
    ? `${option} takes no value.`
    : `${option} needs a value after it.`;
}

function formatOf(name: string): Format {
  const format = formats.find((known) => known === name);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${name} is not available. Choose ${formats.join(' or ')}.`);
}

/** `check.epsilon=1e-4`: the value is JSON where it can be read as JSON, else text. */
function overrideOf(text: string): Override {
  const at = text.indexOf('=');
  if (at <= 0) throw new UsageError(`--set ${text} has no value. Write it as --set check.epsilon=1e-4.`);
  const path = text
    .slice(0, at)
    .split('.')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const written = text.slice(at + 1);
  try {
    return { path, value: JSON.parse(written) };
  } catch {
    return { path, value: written };
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--${name} ${text} is not a number above 0.`);
}
