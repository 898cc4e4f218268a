import type { CodePlace } from '../../core/problem.ts';

/** A definition or a line in a file of the user's; the path is absolute, lines and columns count from 1. */
export interface Place extends CodePlace {
  readonly name: string | null;
}

/** Text that a person reads for a place: the file's name and the line. */
export function placeText({ file, line }: Pick<Place, 'file' | 'line'>): string {
  return `${file.split(/[\\/]/).at(-1)} line ${line}`;
}
