import type { LayerReport, Location, Report, SubjectDescription } from './report.ts';

/** A layer that will be checked, known before its numbers are. */
export interface LayerHeader {
  readonly name: string;
  readonly type: string;
  readonly entries: number;
  readonly location: Location;
}

export type RunPhase = 'data' | 'gradient' | 'check';

/** What a run tells while it runs; `finished` comes last and exactly once. */
export type RunEvent =
  | {
      readonly type: 'planned';
      readonly subject: SubjectDescription;
      readonly layers: readonly LayerHeader[];
      readonly threshold: number;
    }
  | {
      readonly type: 'progress';
      readonly phase: RunPhase;
      readonly fraction: number;
      readonly layer: string | null;
    }
  | { readonly type: 'layer'; readonly layer: LayerReport }
  /** What the user's code prints, for the log. */
  | { readonly type: 'output'; readonly text: string }
  | { readonly type: 'finished'; readonly report: Report };
