import type { RunState } from './runState.ts';

/** Extension host → panel. The panel draws the state that it is given and keeps none of its own. */
export type ToPanel = { readonly type: 'state'; readonly state: RunState };

/** A place that a report names. Lines and columns are 1-based. */
export interface PanelPlace {
  /** As the report names it; null is the config itself. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

/** Panel → extension host. `ready` asks for the state; nothing is posted before it. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly uri: string; readonly layer: string }
  | { readonly type: 'open'; readonly uri: string; readonly place: PanelPlace }
  | { readonly type: 'run'; readonly uri: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'showLog' };
