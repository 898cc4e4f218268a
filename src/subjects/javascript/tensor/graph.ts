import { isFloats, type View, viewAt, viewOf, wrappingKey } from './view.ts';

/** An array of numbers, or a lone one, that an object holds somewhere inside. */
export interface Held {
  /** The way there: `layers`, `0`, `weights`. */
  readonly path: readonly string[];
  readonly view: View;
  /** A lone number: a bias, or a size or an option. */
  readonly isNumber: boolean;
}

const deepest = 6;

/** Everything of that kind that can be reached from an object, the outermost first. */
export function heldIn(root: object): Held[] {
  const found: Held[] = [];
  const seen = new Set<unknown>();
  const walk = (owner: object, path: readonly string[]): void => {
    if (path.length > deepest || seen.has(owner)) return;
    seen.add(owner);
    for (const key of Object.keys(owner)) {
      const value = (owner as Record<string, unknown>)[key];
      const way = [...path, key];
      const isNumber = typeof value === 'number';
      if (!isNumber && (value === null || typeof value !== 'object')) continue;
      const view = isNumber ? viewAt(owner, key) : viewOf(value);
      if (view !== undefined) found.push({ path: way, view, isNumber });
      // A wrapper may hold its gradient beside its numbers; the rows of an array are no arrays of their own.
      if (!isNumber && (view === undefined || wrappingKey(value) !== undefined)) walk(value as object, way);
    }
  };
  walk(root, []);
  return found;
}

/** Names of parameters by their paths, without the dictionary that holds them all. */
export function namesOf(paths: readonly (readonly string[])[]): string[] {
  const group = paths[0]?.[0] ?? '';
  const isShared = /^_?(params?|parameters?|weights|theta)$/i.test(group);
  const drop = isShared && paths.every((path) => path.length > 1 && path[0] === group) ? 1 : 0;
  return paths.map((path) => path.slice(drop).join('.'));
}

/** What is at the end of a path now: code may put a new array in the place of an old one. */
export function viewAlong(root: object, path: readonly string[]): View | undefined {
  let owner: unknown = root;
  for (const key of path.slice(0, -1)) owner = (owner as Record<string, unknown> | undefined)?.[key];
  const last = path.at(-1);
  return owner !== null && typeof owner === 'object' && last !== undefined ? viewAt(owner, last) : undefined;
}

/** Arrays in single precision become double, in place: a step of 1e-5 is lost in single precision. */
export function widen(root: object): void {
  const seen = new Set<unknown>();
  const walk = (owner: object, depth: number): void => {
    if (depth > deepest || seen.has(owner)) return;
    seen.add(owner);
    for (const key of Object.keys(owner)) {
      const value = (owner as Record<string, unknown>)[key];
      if (value instanceof Float32Array) Reflect.set(owner, key, Float64Array.from(value));
      else if (value !== null && typeof value === 'object' && !isFloats(value)) walk(value, depth + 1);
    }
  };
  walk(root, 0);
}
