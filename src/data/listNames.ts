import { formatShape } from '../core/tensor.ts';
import type { ArrayInfo } from './arraySource.ts';

const listedAtMost = 20;

/** Arrays for a message, with their shapes: `x (209, 64, 64, 3), y (209,) and 3 more`. */
export function listNames(arrays: readonly ArrayInfo[]): string {
  const names = arrays.slice(0, listedAtMost).map(({ path, shape }) => `${path} ${formatShape(shape)}`);
  const more = arrays.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
