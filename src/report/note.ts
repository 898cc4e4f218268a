import type { ConfigPath } from '../core/problem.ts';

/** Something worth knowing about a run that is no error. */
export interface Note {
  /** A stable dotted word. */
  readonly code: string;
  readonly message: string;
  readonly path: ConfigPath;
  readonly layer?: string;
}
