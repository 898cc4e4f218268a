import type { SubjectTensor } from '../core/gradcheck/subject.ts';
import type { ArraySource } from '../data/arraySource.ts';
import type { Report } from '../protocol/report.ts';

/** What a config would check, found out without checking it. */
export interface Look {
  readonly tensors: readonly SubjectTensor[];
  /** J(θ); null where there is no loss, because the rows have costs made up to check them. */
  readonly loss: number | null;
  readonly rows: readonly LookRow[];
}

export interface LookRow {
  readonly name: string;
  /** How its code was recognised, in words. */
  readonly convention: string;
  /** Its cost is a loss that training would minimise. */
  readonly loss: boolean;
}

/** What the making of a config needs done in its folder: files are opened, and code is run, there alone. */
export interface Bench {
  /** Whether code may be run. */
  readonly trusted: boolean;
  /** False once enough time was spent: what is found by then has to do. */
  hasTime(): boolean;
  /** @throws Problem */
  open(file: string): Promise<ArraySource>;
  /** @throws Problem */
  look(config: object): Promise<Look>;
  /** Runs a config as its check would; null where it can run, but did not end in time. */
  check(text: string): Promise<Report | null>;
}
