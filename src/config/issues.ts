import type * as z from 'zod';
import type { ConfigPath } from '../core/problem.ts';
import { valueAt } from './value.ts';

export type Issue = z.core.$ZodIssue;

/** An issue with its path from the root of the config. */
export interface PlacedIssue {
  readonly issue: Issue;
  readonly path: ConfigPath;
}

/** Replaces "no form of this union fits" by the issues of the form that was meant, where one can be told. */
export function resolveUnions(
  issues: readonly Issue[],
  config: unknown,
  parent: ConfigPath = [],
): PlacedIssue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path] as ConfigPath;
    if (issue.code !== 'invalid_union') return [{ issue, path }];
    const value = valueAt(config, path);
    const meant = issue.errors.find((form) => form.every((inner) => !isOfAnotherType(inner, value)));
    return meant === undefined ? [{ issue, path }] : resolveUnions(meant, config, path);
  });
}

function isOfAnotherType(issue: Issue, value: unknown): boolean {
  if (issue.path.length > 0) return false;
  // One fixed word among other forms, as "standardize" beside a number, is not a list to choose from.
  if (issue.code === 'invalid_value')
    return issue.values.length === 1 || typeof issue.values[0] !== typeof value;
  return issue.code === 'invalid_type' || issue.code === 'invalid_union';
}
