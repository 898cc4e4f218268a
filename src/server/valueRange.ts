import { findNodeAtOffset, parseTree } from 'jsonc-parser';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from '../protocol/report.ts';
import { rangeOf } from './diagnosticWriter.ts';

/**
 * The whole of the JSON value that begins at a location, which itself ends on the line it begins on: a layer
 * from its brace to its brace. The location itself where no value begins there.
 */
export function valueRange(location: Location, text: string): Range {
  const document = TextDocument.create('', '', 0, text);
  const range = rangeOf(location, text);
  const root = parseTree(text, [], { allowTrailingComma: true });
  const offset = document.offsetAt(range.start);
  const node = root && findNodeAtOffset(root, offset);
  if (node?.offset !== offset) return range;
  return { start: range.start, end: document.positionAt(node.offset + node.length) };
}
