import type { Callable } from '../load/userModule.ts';
import { printingAs } from '../signature.ts';

/**
 * A function of numbers as one of lists: at a single point a wrong derivative may happen to be right. Arguments that
 * are no lists are the same for every element. It prints as what the user wrote.
 */
export function elementwise(run: Callable): Callable {
  return printingAs(run, (...values) => {
    const list = values.find((value): value is unknown[] => Array.isArray(value)) ?? [];
    return list.map((_, i) => run(...values.map((value) => (Array.isArray(value) ? value[i] : value))));
  });
}
