import type { Context } from '../context.ts';
import type { Row } from '../target.ts';
export function networkClasses(_: Context): Row[] {
  return [];
}
