import type { Position, Range } from 'vscode-languageserver';

/** What stood in `range` is replaced by `text`. */
export interface RangeEdit {
  readonly range: Range;
  readonly text: string;
}

/**
 * Where a range lies after an edit elsewhere or inside it. It covers what is left of its text and what was
 * typed within; text added at its edges stays outside. A range whose text is gone becomes empty.
 */
export function shiftRange({ start, end }: Range, edit: RangeEdit): Range {
  const { start: from, end: to } = edit.range;
  const replacesHead = compare(start, from) === 0 && compare(from, to) < 0;
  let newStart = start;
  if (compare(start, to) >= 0) newStart = moved(start, edit);
  else if (compare(start, from) >= 0 && !replacesHead) newStart = endOf(edit);

  let newEnd = end;
  if (compare(end, from) > 0) newEnd = compare(end, to) >= 0 ? moved(end, edit) : from;
  return compare(newStart, newEnd) <= 0 ? { start: newStart, end: newEnd } : { start: newEnd, end: newEnd };
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Where the inserted text ends. */
function endOf({ range: { start }, text }: RangeEdit): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)!.length;
  return lines.length === 1
    ? { line: start.line, character: start.character + last }
    : { line: start.line + lines.length - 1, character: last };
}

/** A position at or behind the end of the replaced text. */
function moved(position: Position, edit: RangeEdit): Position {
  const { end } = edit.range;
  const newEnd = endOf(edit);
  return {
    line: position.line - end.line + newEnd.line,
    character:
      position.line === end.line ? position.character - end.character + newEnd.character : position.character,
  };
}
