import type { Subject } from '../core/gradcheck/subject.ts';
import type { CodePlace, Problem } from '../core/problem.ts';
import type { Note } from '../report/note.ts';
import type { CodeTarget, UntestedRow } from '../subjects/process/openedCode.ts';

/** A check that is ready to run. */
export interface Preparation {
  readonly subject: Subject;
  /** Indices in the dataset; empty when the batch came with recorded gradients, or there is none. */
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
  /** What is known of code that runs; null where none does. */
  readonly code: PreparedCode | null;
}

/** What is known of code that runs, beside its numbers. */
export interface PreparedCode {
  /** The row's target: its convention, and the places of its forward and backward pass. */
  targetOf(layer: string): CodeTarget | undefined;
  readonly untested: readonly (Omit<UntestedRow, 'problem'> & { readonly problem: Problem })[];
  readonly guards: readonly CodePlace[];
  /** Ends its processes. */
  end(): void;
}
