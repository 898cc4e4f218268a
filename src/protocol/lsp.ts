import type { Creation, CreationAnswers } from './creation.ts';
import type { RunEvent } from './events.ts';
import type { Report } from './report.ts';

/** Sent with `initialize`. Without `host: "vscode"` the server advertises the run command itself. */
export interface InitializationOptions {
  readonly host?: 'vscode';
  readonly trusted?: boolean;
  readonly settings?: ServerSettings;
}

/** The part of `gradientCheck.*` that the server reads. */
export interface ServerSettings {
  readonly threshold: number;
  readonly memoryLimitMB: number;
  readonly timeoutSeconds: number;
  /** The Python that runs the user's code; empty where none is chosen. */
  readonly pythonPath: string;
  /** Processes that may share one scan; 0 for as many as there are processors. */
  readonly maxWorkers: number;
}

/** Request: check this config. Answers null when cancelled or replaced by a newer run of the same config. */
export const runMethod = 'gradientCheck/run';
export interface RunParams {
  readonly uri: string;
  /** The Python chosen for this config; without it, that of the settings. */
  readonly pythonPath?: string;
}
export type RunResult = Report | null;

/** Notification, server → client, while a run is under way. */
export const runEventMethod = 'gradientCheck/runEvent';
export interface RunEventParams {
  readonly uri: string;
  readonly event: RunEvent;
}

/** Request: make a config of what is in a folder. Nothing is written; null when cancelled. */
export const createMethod = 'gradientCheck/create';
export interface CreateParams {
  /** URI of the folder. */
  readonly folder: string;
  readonly answers: CreationAnswers;
  /** The Python chosen for this folder; without it, that of the settings. */
  readonly pythonPath?: string;
}
export type CreateResult = Creation | null;

/** Notification, client → server: the settings changed. */
export const settingsMethod = 'gradientCheck/settings';

/** Notification, client → server: the workspace is trusted now. */
export const trustedMethod = 'gradientCheck/trusted';

/** The one command of the server for clients without typed requests. Arguments: [uri]. */
export const runCommand = 'gradientCheck.run';
