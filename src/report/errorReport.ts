import type { CodePlace, ConfigPath, Problem } from '../core/problem.ts';
import type { RunEvent } from '../protocol/events.ts';
import type {
  Location,
  RelatedInformation,
  Report,
  ReportDiagnostic,
  ReportError,
  Severity,
} from '../protocol/report.ts';

/** As much of a config that was read as a report needs. */
export interface ReadConfig {
  /** How the report names the config. */
  readonly file: string;
  readonly problems: readonly ConfigProblem[];
  locate(path: ConfigPath): Location;
}

interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly location: Location;
}

/** The config itself has errors: the first is `error`, and all are diagnostics. */
export function configErrorReport(document: ReadConfig, totalMs: number): Report {
  const first = document.problems.find(({ severity }) => severity === 'error');
  const {
    code = 'config.syntax',
    message = 'The config cannot be read.',
    location = document.locate([]),
  } = first ?? {};
  const error = { code, message, location };
  return errorReport(document.file, error, problemDiagnostics(document.problems), totalMs);
}

/** Something that the config names cannot be used. */
export function problemReport(
  problem: Problem,
  document: ReadConfig,
  locateCode: (place: CodePlace) => Location,
  totalMs: number,
): Report {
  const { error, diagnostics: own } = problemDiagnostic(problem, document.locate(problem.path), locateCode);
  const diagnostics = [...own, ...problemDiagnostics(document.problems)];
  return { ...errorReport(document.file, error, diagnostics, totalMs), detail: problem.detail ?? null };
}

/** A problem with a line of code is said of that line, and of the value of the config that led there. */
export function problemDiagnostic(
  { code, message, place }: Problem,
  location: Location,
  locateCode: (place: CodePlace) => Location,
  severity: Severity = 'error',
  layer: string | null = null,
): { error: ReportError; diagnostics: ReportDiagnostic[] } {
  const inConfig = { severity, code, message, layer, location, related: [] as RelatedInformation[] };
  if (place === undefined) return { error: { code, message, location }, diagnostics: [inConfig] };
  const there = locateCode(place);
  return {
    error: { code, message, location: there },
    diagnostics: [
      { ...inConfig, location: there },
      { ...inConfig, related: [{ message: 'The line of code', location: there }] },
    ],
  };
}

const unreadable: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no file ${file}. Name an existing config, such as gradcheck.json.`,
  EISDIR: (file) => `${file} is a folder. Name the config in it, such as gradcheck.json.`,
  EACCES: (file) => `${file} may not be read by you. Change its permissions.`,
};

/** The config file itself cannot be read. */
export function unreadableReport(file: string, failure: NodeJS.ErrnoException): Report {
  const error = {
    code: failure.code === 'ENOENT' ? 'config.noFile' : 'config.unreadable',
    message: unreadable[failure.code ?? '']?.(file) ?? `${file} cannot be read: ${failure.message}.`,
    location: startOf(file),
  };
  return errorReport(file, error, [diagnosticOf({ severity: 'error', ...error })], 0);
}

/** The worker thread died: out of memory, or a mistake of ours. */
export function crashReport(file: string, crash: Error, totalMs: number): Report {
  const memory =
    (crash as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    /Array buffer allocation failed|Invalid (typed )?array (buffer )?length/.test(crash.message);
  const message = memory
    ? 'The check ran out of memory and was ended. Choose fewer examples ("examples" in "dataset") or a smaller network.'
    : `The check ended unexpectedly: ${crash.message}. This is a mistake in Gradient Check, or a damaged file that its reader cannot survive. The log has the details, or "detail" of --format json; the next run starts afresh.`;
  const error = { code: memory ? 'worker.memory' : 'worker.crash', message, location: startOf(file) };
  return {
    ...errorReport(file, error, [diagnosticOf({ severity: 'error', ...error })], totalMs),
    detail: crash.stack ?? null,
  };
}

/** The worker thread said nothing for too long. */
export function silenceReport(
  file: string,
  last: RunEvent | null,
  silenceMs: number,
  totalMs: number,
): Report {
  const error = {
    code: 'worker.timeout',
    message: `The check was ended after ${Math.round(silenceMs / 1000)} s without progress, ${occupation(last)}. Choose fewer examples or a smaller network, or raise the setting gradientCheck.timeoutSeconds (--timeout on the command line).`,
    location: startOf(file),
  };
  return errorReport(file, error, [diagnosticOf({ severity: 'error', ...error })], totalMs);
}

/** What a run was at when it was last heard of. */
function occupation(last: RunEvent | null): string {
  if (last?.type !== 'progress') return 'before it had begun';
  if (last.layer !== null) return `while measuring ${last.layer}`;
  return {
    data: 'while reading the data, which may be damaged',
    gradient: 'while computing the analytical gradient',
    check: 'while measuring the numerical gradient',
  }[last.phase];
}

export function problemDiagnostics(problems: readonly ConfigProblem[]): ReportDiagnostic[] {
  return problems.map(diagnosticOf);
}

function diagnosticOf({ severity, code, message, location }: ConfigProblem): ReportDiagnostic {
  return { severity, code, message, location, layer: null, related: [] };
}

function startOf(file: string): Location {
  return { file, line: 1, column: 1 };
}

function errorReport(
  config: string,
  error: ReportError,
  diagnostics: readonly ReportDiagnostic[],
  totalMs: number,
): Report {
  return {
    version: 1,
    config,
    subject: { kind: 'reference' },
    verdict: 'error',
    difference: null,
    classical: null,
    threshold: 0,
    method: 'central',
    epsilon: null,
    loss: null,
    examples: [],
    parameters: { total: 0, checked: 0, nonzero: 0 },
    culprit: null,
    culprits: [],
    layers: [],
    diagnostics,
    causes: [],
    timing: { total_ms: totalMs, dataset_ms: 0, check_ms: 0, evaluations: 0 },
    error,
  };
}
