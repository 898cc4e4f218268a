import type { Node } from 'jsonc-parser';
import type { ConfigPath } from '../core/problem.ts';

/** The value of a parsed text. Every key becomes a plain one, `__proto__` too. */
export function plainValue(node: Node): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map(plainValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    children.map(({ children: [key, value] = [] }) => [key?.value, value && plainValue(value)]),
  );
}

/** The value at the path, or undefined. */
export function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (parent, key) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key)
        ? (parent as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** A value as a message names it. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  if (value === '') return 'an empty text';
  return `the text ${quote(value)}`;
}

/** A text as JSON writes it, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
