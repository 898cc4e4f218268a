import type { ConfigPath } from '../core/problem.ts';
import { describeValue, valueAt } from './value.ts';

/** A value given from outside the config, as with `--set check.epsilon=1e-4`. */
export interface Override {
  readonly path: ConfigPath;
  readonly value: unknown;
}

export interface RejectedOverride {
  readonly override: Override;
  readonly message: string;
}

/** A copy of the config with the overrides applied, and those that have no place in it. */
export function applyOverrides(config: unknown, overrides: readonly Override[]) {
  const value = structuredClone(config);
  const rejected = overrides.flatMap((override): RejectedOverride[] => {
    const message = apply(value, override);
    return message === undefined ? [] : [{ override, message: `${optionOf(override)}: ${message}` }];
  });
  return { value, rejected };
}

/** The option that gave the value at the path, as messages name it; `written` is the config without overrides. */
export function optionFor(
  path: ConfigPath,
  overrides: readonly Override[],
  written: unknown,
): string | undefined {
  const isNew = valueAt(written, path) === undefined;
  const override = overrides.findLast(
    (given) => leadsTo(given.path, path) || (isNew && leadsTo(path, given.path)),
  );
  return override && optionOf(override);
}

function leadsTo(ancestor: ConfigPath, path: ConfigPath): boolean {
  return ancestor.every((key, k) => String(key) === String(path[k]));
}

function optionOf(override: Override): string {
  return `--set ${override.path.join('.')}`;
}

/** Sets the value in place, with the objects that lead to it; gives the reason where it cannot. */
function apply(config: unknown, { path, value }: Override): string | undefined {
  if (path.length === 0) return 'name the value to set, as in --set check.epsilon=1e-4.';
  let parent = config;
  for (const [k, key] of path.entries()) {
    const owner = k === 0 ? 'the config' : `"${path.slice(0, k).join('.')}"`;
    if (Array.isArray(parent) && !/^\d+$/.test(String(key))) {
      return `${owner} is a list; give the index of an entry, counted from 0, in place of "${key}".`;
    }
    if (Array.isArray(parent) && Number(key) >= parent.length) {
      return `${owner} has no entry ${key}; it has ${parent.length}, counted from 0.`;
    }
    if (typeof parent !== 'object' || parent === null) {
      return `${owner} is ${describeValue(parent)} and has no "${key}"; set ${owner} as a whole.`;
    }
    const container = parent as Record<string, unknown>;
    const last = k === path.length - 1;
    if (last || !Object.hasOwn(container, key)) define(container, key, last ? structuredClone(value) : {});
    parent = container[key];
  }
  return undefined;
}

/** Assignment would take `__proto__` for more than a key. */
function define(container: Record<string, unknown>, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}
