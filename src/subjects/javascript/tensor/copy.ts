import { viewOf } from './view.ts';

/** A deep copy that keeps classes: arrays, typed arrays, maps and objects of any prototype; functions are shared. */
export function copyOf<Value>(value: Value, known = new Map<unknown, unknown>()): Value {
  if (value === null || typeof value !== 'object') return value;
  const before = known.get(value);
  if (before !== undefined) return before as Value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as unknown as Value;
  const copy = Array.isArray(value) ? [] : emptyLike(value);
  known.set(value, copy);
  if (value instanceof Map) {
    for (const [key, entry] of value) (copy as Map<unknown, unknown>).set(key, copyOf(entry, known));
  } else if (value instanceof Set) {
    for (const entry of value) (copy as Set<unknown>).add(copyOf(entry, known));
  }
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    if ('value' in descriptor) descriptor.value = copyOf(descriptor.value, known);
    Object.defineProperty(copy, key, descriptor);
  }
  return copy as Value;
}

function emptyLike(value: object): object {
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  return Object.create(Object.getPrototypeOf(value));
}

/** A structure of the same build that holds other numbers. */
export function like(pattern: unknown, values: ArrayLike<number>): unknown {
  if (typeof pattern === 'number') return values[0];
  const copy = copyOf(pattern);
  viewOf(copy)?.write(values);
  return copy;
}
