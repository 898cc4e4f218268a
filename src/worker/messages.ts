import type { Override } from '../config/overrides.ts';
import type { Creation, CreationAnswers } from '../protocol/creation.ts';
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
  readonly programs: ProgramOptions;
}

/** Everything that the making of a config needs to know. */
export interface CreationRequest {
  /** Absolute path of the folder that is looked at and that the config will lie in. */
  readonly folder: string;
  readonly answers: CreationAnswers;
  /** Somebody can be asked; else the likeliest is taken and what else there is is said. */
  readonly asks: boolean;
  /** After so long no further file is looked at. */
  readonly timeMs: number;
  readonly threshold: number;
  readonly memoryLimitMB: number;
  readonly programs: ProgramOptions;
}

/** How the user's code is run. */
export interface ProgramOptions {
  /** Whether it may be run at all. */
  readonly trusted: boolean;
  /** The Python chosen outside the config; null where none is. */
  readonly python: string | null;
  /** How many processes may share one scan. */
  readonly maxWorkers: number;
  /** Code that does not return for so long is ended. */
  readonly timeoutMs: number;
  readonly runners: Runners;
}

/** The programs of ours that run the user's code. */
export interface Runners {
  readonly python: string;
  readonly javascript: string;
}

/** What a run needs of whoever runs it, beside hearing its events. */
export interface RunHost {
  /** A process was started that must not outlive the run. */
  onProcess(pid: number): void;
  /** The user's code printed something. */
  onOutput(text: string): void;
  /** The user's code answered: slow as it may be, it is at work. */
  onAnswer(): void;
}

/** Worker → parent, of a run. */
export interface FromWorker {
  readonly type: 'event';
  readonly event: RunEvent;
}

/** Worker → parent, of the making of a config. */
export interface FromCreation {
  readonly type: 'created';
  readonly creation: Creation;
}

/** Worker → parent, of what runs the user's code: a process that must not outlive the worker, or a sign of life. */
export type FromThread = { readonly type: 'process'; readonly pid: number } | { readonly type: 'alive' };

/** Parent → worker, once. */
export type ToWorker =
  | { readonly type: 'run'; readonly request: RunRequest }
  | { readonly type: 'create'; readonly request: CreationRequest };
