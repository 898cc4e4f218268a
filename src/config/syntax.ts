import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Range } from './source.ts';

export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface ParsedText {
  readonly root: Node | undefined;
  /** The first mistake only: those that follow are mostly its consequences. */
  readonly problem: SyntaxProblem | null;
}

const binary =
  'This is not a text file. A config is JSON; an HDF5 file is named in it, as in "dataset": { "file": "data/train.h5" } or "code": { "recorded": "gradients.h5" }.';

const options = { allowTrailingComma: true, allowEmptyContent: true };

/** Reads JSON with comments and trailing commas. */
export function parseText(text: string): ParsedText {
  if (text.includes('\0'))
    return { root: undefined, problem: { range: { offset: 0, length: 1 }, message: binary } };
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, options);
    const first = errors[0];
    return { root, problem: first === undefined ? null : describe(first, text) };
  } catch (error) {
    // The parser calls itself for each level of nesting.
    if (!(error instanceof RangeError)) throw error;
    const message = 'This file nests thousands of brackets. Remove those that do not belong to a config.';
    return { root: undefined, problem: { range: { offset: 0, length: Math.min(1, text.length) }, message } };
  }
}

function describe(error: ParseError, text: string): SyntaxProblem {
  const code = printParseErrorCode(error.error);
  const snippet = text.slice(error.offset, error.offset + error.length);
  const atEnd = error.length === 0;
  if (atEnd || (code === 'CommaExpected' && /[\]}]/.test(snippet))) {
    const lastCharacter = text.trimEnd().length - 1;
    const range = atEnd ? { offset: lastCharacter, length: 1 } : error;
    return {
      range,
      message: unclosed(text, error.offset, atEnd ? 'The file ends' : `"${snippet}" stands here`),
    };
  }
  const message = messages[code] ?? unreadable(snippet);
  return { range: { offset: error.offset, length: error.length }, message };
}

const messages: { readonly [code: string]: string } = {
  PropertyNameExpected: 'A key in double quotes is expected here, as in "units": 5.',
  ValueExpected:
    'A value is missing here: a number, a text in double quotes, a list in [ ] or an object in { }.',
  ColonExpected: 'A colon is missing here, between a key and its value.',
  CommaExpected: 'A comma is missing before this.',
  EndOfFileExpected:
    'The config is complete before this. Remove what follows, or the closing bracket that ends it too early.',
  UnexpectedEndOfComment: 'This comment is not closed. Add */ at its end.',
  UnexpectedEndOfString: 'This text has no closing quotation mark. Add " on the same line.',
  UnexpectedEndOfNumber: 'This number is not complete. Write it as 5, 0.5 or 1e-7.',
  InvalidUnicode: '\\u needs four hexadecimal digits, as in \\u00e9.',
  InvalidEscapeCharacter: 'A single backslash does not belong in this text. Write \\\\ or, in paths, /.',
  InvalidCharacter: 'This text contains a tab or another control character. Remove it; a tab is written \\t.',
};

function unreadable(snippet: string): string {
  const shown = snippet.length > 20 ? `${snippet.slice(0, 20)}…` : snippet;
  return `${shown} is not JSON. Keys and texts stand in double quotes; numbers are written as 5, 0.5 or 1e-7; the only words without quotes are true, false and null.`;
}

/** Names the innermost bracket that is open where reading stopped. */
function unclosed(text: string, offset: number, event: string): string {
  const open: { line: number; kind: 'object' | 'list' }[] = [];
  const push = (kind: 'object' | 'list') => (at: number, _length: number, line: number) => {
    if (at < offset) open.push({ kind, line: line + 1 });
  };
  const pop = (at: number) => {
    if (at < offset) open.pop();
  };
  visit(
    text,
    { onObjectBegin: push('object'), onArrayBegin: push('list'), onObjectEnd: pop, onArrayEnd: pop },
    options,
  );
  const { kind, line } = open.at(-1) as { line: number; kind: 'object' | 'list' };
  return `${event}, but the ${kind} that begins on line ${line} is still open. Close it with "${kind === 'object' ? '}' : ']'}".`;
}
