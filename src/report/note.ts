import type { CodePlace, ConfigPath } from '../core/problem.ts';
import type { Severity } from '../protocol/report.ts';

/** Something worth knowing about a run that is no error. */
export interface Note {
  /** Default: information. */
  readonly severity?: Severity;
  /** Where it may be the reason that a layer fails. */
  readonly severityOfFailure?: Severity;
  /** A stable dotted word. */
  readonly code: string;
  readonly message: string;
  readonly path: ConfigPath;
  /** The line of code that it is about, where it is about one. */
  readonly place?: CodePlace;
  readonly layer?: string;
}
