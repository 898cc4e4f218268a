import { getNodePath, type Node } from 'jsonc-parser';
import type { ConfigPath } from '../core/problem.ts';
import type { Range } from './source.ts';

export interface DuplicateKey {
  readonly path: ConfigPath;
  /** The later key, and the one that it replaces. */
  readonly range: Range;
  readonly earlier: Range;
}

/** Keys that stand twice in one object, in the order of the text. */
export function duplicateKeys(node: Node): DuplicateKey[] {
  const children = node.children ?? [];
  const deeper = children.flatMap(duplicateKeys);
  if (node.type !== 'object') return deeper;
  const seen = new Map<unknown, Node>();
  const here = children.flatMap(({ children: [key] = [] }) => {
    if (key === undefined) return [];
    const earlier = seen.get(key.value);
    seen.set(key.value, key);
    return earlier === undefined ? [] : [{ path: getNodePath(key), range: key, earlier }];
  });
  return [...here, ...deeper];
}
