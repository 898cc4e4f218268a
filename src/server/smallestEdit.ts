import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RangeEdit } from './shiftRange.ts';

/** The one edit that makes `after` of a text, leaving their common beginning and end alone. */
export function smallestEdit(before: string, after: string): RangeEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const document = TextDocument.create('', '', 0, before);
  return {
    range: { start: document.positionAt(head), end: document.positionAt(before.length - tail) },
    text: after.slice(head, after.length - tail),
  };
}
