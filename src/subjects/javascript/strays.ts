import process from 'node:process';
import { problemOf } from './failure.ts';
import type { Place } from './place.ts';
import type { Note } from './target.ts';

/** Errors of the user's code that nobody waits for: in timers, in promises that are left alone. */
export class Strays {
  #notes: Note[] = [];

  constructor() {
    const keep = (error: unknown) => {
      const { code, message, place, detail } = problemOf(
        'A timer or a promise that nothing waits for',
        error,
      );
      process.stderr.write(`${detail ?? message}\n`);
      this.#notes.push({
        code,
        message,
        layer: null,
        place: (place as Place | undefined) ?? null,
        severity: 'warning',
      });
    };
    process.on('uncaughtException', keep);
    process.on('unhandledRejection', keep);
  }

  /** Those up to now, once whatever is due has run. */
  async notes(): Promise<readonly Note[]> {
    await new Promise((resolve) => setImmediate(resolve));
    // The file may have been loaded more than once.
    const notes = this.#notes.filter(
      ({ message }, i, all) => all.findIndex((one) => one.message === message) === i,
    );
    this.#notes = [];
    return notes;
  }
}
