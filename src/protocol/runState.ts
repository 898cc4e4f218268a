import type { LayerHeader, RunPhase } from './events.ts';
import type { LayerReport, Report, SubjectDescription } from './report.ts';

/** What the status bar and the panel draw. One union, one `render(state)` on either side. */
export type RunState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly uri: string;
      readonly config: string;
      readonly phase: RunPhase;
      /** 0 … 1 */
      readonly fraction: number;
      /** The layer being measured now. */
      readonly layer: string | null;
      readonly subject: SubjectDescription | null;
      readonly planned: readonly LayerHeader[];
      readonly layers: readonly LayerReport[];
      readonly threshold: number;
    }
  | { readonly kind: 'finished'; readonly uri: string; readonly report: Report }
  | { readonly kind: 'cancelled'; readonly uri: string; readonly config: string };
