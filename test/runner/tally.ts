import type { Outcome } from './outcome.ts';

/** Counts how tests ended, prints failures as they come and everything else that a person must know at the end. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private readonly maySkip: (name: string) => boolean;
  private readonly skipped: { name: string; reason: string }[] = [];

  /** A skipped test for which `maySkip` says no counts as failed. */
  constructor(maySkip: (name: string) => boolean) {
    this.maySkip = maySkip;
  }

  /** `file` is where the tests are, as it is printed; the duration is that of all of them. */
  add(file: string, outcomes: readonly Outcome[], durationMs: number): void {
    const failures = outcomes.filter(({ kind }) => kind === 'failed');
    const seconds = `${(durationMs / 1000).toFixed(1)} s`;
    console.log(
      `${failures.length === 0 ? '✓' : '✗'} ${file}  ${outcomes.length > 1 ? `${outcomes.length} tests, ` : ''}${seconds}`,
    );
    for (const { kind, name, reason } of outcomes) {
      if (kind === 'passed') this.passed++;
      if (kind === 'skipped') this.skip(`${file} › ${name}`, reason);
      if (kind === 'failed') this.fail(name, reason);
    }
  }

  /** Prints what was skipped and, last and on a line of its own, the counts. Answers the exit code. */
  finish(): number {
    for (const { name, reason } of this.skipped) console.log(`skipped: ${name}: ${reason}`);
    if (this.passed + this.failed + this.skipped.length === 0)
      console.log('Nothing ran: no test has these words in its path.');
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped.length} skipped`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }

  private skip(name: string, reason: string): void {
    if (this.maySkip(name)) this.skipped.push({ name, reason });
    else this.fail(name, `It was skipped, and nothing may be skipped here: ${reason}`);
  }

  private fail(name: string, reason: string): void {
    this.failed++;
    console.log(`\n  ✗ ${name}\n${reason.replace(/^(?=.)/gm, '    ')}\n`);
  }
}
