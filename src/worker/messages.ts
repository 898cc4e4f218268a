import type { Override } from '../config/overrides.ts';
import type { RunEvent } from '../protocol/events.ts';

/** Everything that a run needs to know. The worker reads config text, never the config file: it may be unsaved. */
export interface RunRequest {
  /** Absolute path of the config; its folder is what relative paths start from. */
  readonly file: string;
  /** How the report names the config. */
  readonly label: string;
  readonly text: string;
  readonly overrides: readonly Override[];
  /** Where the config gives no `check.threshold`. */
  readonly threshold: number;
  readonly memoryLimitMB: number;
}

/** Worker → parent. */
export type FromWorker = { readonly type: 'event'; readonly event: RunEvent };

/** Parent → worker, once. */
export type ToWorker = { readonly type: 'run'; readonly request: RunRequest };
