import type { Node } from 'acorn';
import { full } from 'acorn-walk';
import type { Place } from '../place.ts';
import { textOf } from '../signature.ts';
import type { Source } from './source.ts';

/**
 * Where functions, methods and classes of the user's files are defined. A function's own text is its key: that is
 * what `toString` gives, whichever way the function was come by.
 */
export class Places {
  readonly #places = new Map<string, Place>();

  add({ file, text, program }: Source): void {
    full(program, (node) => {
      const named = node as Node & {
        key?: { name?: string };
        id?: { name?: string } | null;
        static?: boolean;
      };
      const isDefinition = /Function|Class(Declaration|Expression)|MethodDefinition|Property$/.test(
        node.type,
      );
      if (!isDefinition) return;
      const written = text.slice(node.start, node.end);
      const own = named.static === true ? written.replace(/^static\s+/, '') : written;
      const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
      const name = named.key?.name ?? named.id?.name ?? null;
      if (!this.#places.has(own)) this.#places.set(own, { file, line, column: column + 1, name });
    });
  }

  /** Undefined for what the user's files do not define. */
  of(definition: unknown): Place | undefined {
    return typeof definition === 'function' ? this.#places.get(textOf(definition as never)) : undefined;
  }
}
