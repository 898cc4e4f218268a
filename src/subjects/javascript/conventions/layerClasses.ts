import type { Context } from '../context.ts';
import type { Row } from '../target.ts';
export function layerClasses(_: Context): Row[] {
  return [];
}
export function statedClasses(_: Context): Row[] {
  return [];
}
