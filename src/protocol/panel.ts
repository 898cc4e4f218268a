import type { RunState } from './runState.ts';

/** Extension host → panel. The panel draws the state that it is given and keeps none of its own. */
export type ToPanel = { readonly type: 'state'; readonly state: RunState };

/** Panel → extension host. `ready` asks for the state; nothing is posted before it. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly uri: string; readonly layer: string }
  | { readonly type: 'run'; readonly uri: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'showLog' };
