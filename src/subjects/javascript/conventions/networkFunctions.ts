import type { Context } from '../context.ts';
import type { Row } from '../target.ts';
export function networkFunctions(_: Context): Row[] {
  return [];
}
