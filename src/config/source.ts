import type { Node } from 'jsonc-parser';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigPath } from '../core/problem.ts';
import type { Location } from '../protocol/report.ts';

/** A stretch of the text, in UTF-16 code units. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/** The text of a config and where each of its values stands in it. */
export class ConfigSource {
  readonly file: string;
  readonly text: string;
  readonly root: Node | undefined;
  readonly #document: TextDocument;

  constructor(file: string, text: string, root: Node | undefined) {
    this.file = file;
    this.text = text;
    this.root = root;
    this.#document = TextDocument.create(file, 'jsonc', 0, text);
  }

  /** The value at the path or, where there is none, its nearest ancestor. */
  rangeOf(path: ConfigPath): Range {
    let node = this.root;
    for (const key of path) {
      const next = node && child(node, key);
      if (next === undefined) break;
      node = next;
    }
    return node ?? { offset: 0, length: 0 };
  }

  /** The key that the path ends with, quotes included; the value where it has none. */
  rangeOfKey(path: ConfigPath): Range {
    const node = path.reduce<Node | undefined>((parent, key) => parent && child(parent, key), this.root);
    return node?.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : this.rangeOf(path);
  }

  /** The range's place. It ends with the range's first line at the latest, so that an underline stays on it. */
  locationOf({ offset, length }: Range): Location {
    const firstLine = this.text.slice(offset, offset + length).split(/\r|\n/, 1)[0] as string;
    const start = this.#document.positionAt(offset);
    const end = this.#document.positionAt(offset + firstLine.trimEnd().length);
    return {
      file: this.file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }
}

/** As in JSON.parse, the last of equal keys counts. */
function child(node: Node, key: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(key)];
  if (node.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === String(key))?.children?.[1];
}
