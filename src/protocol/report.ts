/** The JSON report of one check. What stands here is read from outside: add keys, never change them. */

/** Green only when every layer was really tested; `error` when nothing could be checked. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'vacuous';

/** A place in a file. Lines and columns are 1-based; the end is exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** The bare rule of the textbooks: normalised difference ≤ threshold. Null is 0/0. */
export interface ClassicalRule {
  readonly difference: number | null;
  readonly threshold: number;
  readonly pass: boolean;
}

export interface WorstEntry {
  readonly index: readonly number[];
  /** Null where the value is not a finite number. */
  readonly analytical: number | null;
  readonly numerical: number | null;
  /** Error of the numerical value, as estimated. */
  readonly error: number;
}

export interface ParameterReport {
  readonly name: string;
  readonly shape: readonly number[];
  readonly verdict: Verdict;
  readonly difference: number | null;
  readonly checked: number;
  readonly total: number;
  /** Analytical entries that are not exactly 0. */
  readonly nonzero: number;
  readonly analytical_norm: number | null;
  readonly numerical_norm: number | null;
  readonly worst: WorstEntry | null;
  /** How many entries were measured again by a method without a step, because ε did not decide them. */
  readonly arbitrated: number;
  /** Why the verdict is what it is, in one sentence; empty for a plain pass. */
  readonly reason: string;
}

export type Role = 'culprit' | 'inherits' | 'none';

export interface LayerReport {
  readonly name: string;
  readonly type: string;
  readonly verdict: Verdict;
  /** The worst tensor's normalised difference. */
  readonly difference: number | null;
  /** Bounds on the difference; equal when every entry was scanned. */
  readonly interval: readonly [number, number] | null;
  readonly role: Role;
  readonly analytical_norm: number | null;
  readonly numerical_norm: number | null;
  readonly classical: ClassicalRule;
  readonly parameters: readonly ParameterReport[];
  readonly location: Location;
  /** Where its backward pass is written, in code of the user's; null where none was run. */
  readonly backward: (Location & { readonly name: string | null }) | null;
}

export type Severity = 'error' | 'warning' | 'information';

export interface RelatedInformation {
  readonly message: string;
  readonly location: Location;
}

export interface ReportDiagnostic {
  readonly severity: Severity;
  /** A stable dotted word; each has a page of documentation. */
  readonly code: string;
  readonly message: string;
  readonly layer: string | null;
  readonly location: Location;
  readonly related: readonly RelatedInformation[];
}

export type SubjectKind = 'reference' | 'recorded' | 'python' | 'javascript' | 'command';

/** Whose backward pass was checked. */
export interface SubjectDescription {
  readonly kind: SubjectKind;
  readonly file?: string;
}

/** A known mistake that explains a failing layer. */
export interface Cause {
  readonly code: string;
  readonly layer: string;
  readonly message: string;
  readonly residual: number;
  readonly evidence: string;
}

export interface ReportError {
  readonly code: string;
  readonly message: string;
  readonly location: Location;
}

export interface Report {
  readonly version: 1;
  readonly config: string;
  readonly subject: SubjectDescription;
  readonly verdict: Verdict | 'error';
  readonly difference: number | null;
  readonly classical: ClassicalRule | null;
  readonly threshold: number;
  readonly method: 'central' | 'forward';
  readonly epsilon: number | null;
  readonly loss: number | null;
  readonly examples: readonly number[];
  readonly parameters: { readonly total: number; readonly checked: number; readonly nonzero: number };
  readonly culprit: string | null;
  readonly culprits: readonly string[];
  readonly layers: readonly LayerReport[];
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly causes: readonly Cause[];
  readonly timing: {
    readonly total_ms: number;
    readonly dataset_ms: number;
    readonly check_ms: number;
    readonly evaluations: number;
  };
  readonly error: ReportError | null;
  /** Raw detail of an error, for a log. */
  readonly detail?: string | null;
}
