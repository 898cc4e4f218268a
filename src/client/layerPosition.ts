import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** The offset of the layer of that name in a config's text; undefined where no layer says this name. */
export function layerPosition(text: string, name: string): number | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const layers = root && findNodeAtLocation(root, ['model', 'layers']);
  return layers?.children?.find((layer) => findNodeAtLocation(layer, ['name'])?.value === name)?.offset;
}
