import type { CodePlace, Problem } from '../core/problem.ts';
import type { Location, SubjectDescription } from '../protocol/report.ts';
import type { ReadConfig } from './errorReport.ts';
import type { DiagnosticContext } from './layerDiagnostics.ts';
import type { Note } from './note.ts';

/** What a report says beside the numbers. */
export interface RunContext extends DiagnosticContext {
  readonly document: ReadConfig;
  readonly subject: SubjectDescription;
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
  /** The config fixes ε: the reported numbers are those of this step, whatever else was measured. */
  readonly stepIsFixed: boolean;
  /** Rows of the user's code that could not be checked. */
  readonly untested: readonly UntestedRow[];
  /** Functions of the user's with a guard in a logarithm. */
  readonly guards: readonly CodePlace[];
  locateCode(place: CodePlace): Location;
}

/** A row that could not be checked, and why. */
export interface UntestedRow {
  readonly layer: string;
  readonly type: string;
  /** error: the user's code broke. */
  readonly severity: 'error' | 'warning';
  readonly problem: Problem;
}
