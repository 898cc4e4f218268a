import { dirname, resolve } from 'node:path';
import { type Node, parseTree } from 'jsonc-parser';

/**
 * The files that a config names, as absolute paths: every text in it, resolved from its folder. Most of
 * these are no files at all, which does no harm to whom looks up whether a given file is among them.
 */
export function namedFiles(text: string, configFile: string): ReadonlySet<string> {
  const folder = dirname(configFile);
  const files = new Set<string>();
  const visit = (node: Node) => {
    if (node.type === 'string') files.add(resolve(folder, node.value));
    const values = node.type === 'property' ? node.children?.slice(1) : node.children;
    values?.forEach(visit);
  };
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root) visit(root);
  return files;
}
