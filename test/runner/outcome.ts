/** How one test ended. */
export interface Outcome {
  readonly kind: 'passed' | 'failed' | 'skipped';
  /** The names of the suites and tests that lead to it, outermost first. */
  readonly name: string;
  /** Why it was skipped, or what failed, for a person to read. Empty for a pass. */
  readonly reason: string;
}
