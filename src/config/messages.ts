import type { ConfigPath } from '../core/problem.ts';
import { type Issue, type PlacedIssue, resolveUnions } from './issues.ts';
import { nearest } from './nearest.ts';
import { isAbsent, plannedMessage } from './planned.ts';
import { sectionOf } from './sections.ts';
import { describeValue, quote, valueAt } from './value.ts';

/** One mistake in a config: what was found, and what to do. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly path: ConfigPath;
  /** Whether it is about the key that the path ends with, not about its value. */
  readonly aboutKey: boolean;
}

/** A finding, and what it says about keys: those that are missing, those that were meant by another. */
interface Candidate extends Finding {
  readonly missing?: readonly string[];
  readonly meant?: readonly string[];
}

/** Turns a schema's issues into one finding for each mistake. */
export function findingsOf(issues: readonly Issue[], config: unknown): Finding[] {
  const candidates = resolveUnions(issues, config).flatMap((placed) => candidatesOf(placed, config));
  const meant = new Set(candidates.flatMap((candidate) => candidate.meant ?? []));
  // A key that is misspelt is not missing as well.
  return candidates
    .filter(({ missing }) => missing === undefined || !missing.some((key) => meant.has(key)))
    .filter((candidate, k, all) => all.findIndex((other) => isSameMistake(other, candidate)) === k)
    .map(({ code, message, path, aboutKey }) => ({ code, message, path, aboutKey }));
}

/** One value may break several rules, and several keys may wait for one feature. */
function isSameMistake(a: Candidate, b: Candidate): boolean {
  if (a.message !== b.message) return false;
  return a.code === 'config.unsupported' || a.path.join('.') === b.path.join('.');
}

function candidatesOf({ issue, path }: PlacedIssue, config: unknown): Candidate[] {
  if (issue.code === 'unrecognized_keys')
    return unknownKeys(issue.keys, issue.message.split(' '), path, config);
  const value = valueAt(config, path);
  if (path.at(-2) === 'layers' && isListOfSizes(valueAt(config, path.slice(0, -1)))) {
    const message =
      'A list of sizes is written "layers_dims": [784, 5, 10]. Rename the key, with the size of the input first.';
    return [{ code: 'config.type', message, path: path.slice(0, -1), aboutKey: true }];
  }
  const planned = plannedMessage(path, value);
  if (planned !== undefined) return [{ code: 'config.unsupported', message: planned, path, aboutKey: false }];
  if (issue.code === 'custom' && issue.params?.code !== undefined) {
    const { code, oneOf } = issue.params as { code: string; oneOf?: readonly string[] };
    const missing = oneOf === undefined ? {} : { missing: oneOf.map((key) => [...path, key].join('.')) };
    return [{ code, message: issue.message, path, aboutKey: false, ...missing }];
  }
  if (value === undefined) return [missingKey(path, acceptedBy(issue), config)];
  const code =
    issue.code === 'invalid_type' || issue.code === 'invalid_union' ? 'config.type' : 'config.value';
  const choices = choicesOf(issue);
  if (choices !== undefined && typeof value === 'string') {
    return [{ code: 'config.value', message: unknownChoice(path, value, choices), path, aboutKey: false }];
  }
  const message = `${subject(path)} must be ${acceptedBy(issue)}; here it is ${describeValue(value)}.`;
  return [{ code, message, path, aboutKey: false }];
}

function isListOfSizes(value: unknown): boolean {
  return Array.isArray(value) && value.every((size) => typeof size === 'number');
}

function unknownKeys(keys: readonly string[], known: readonly string[], parent: ConfigPath, config: unknown) {
  const written = Object.keys(valueAt(config, parent) as object);
  const free = known.filter((key) => !written.includes(key) && !key.startsWith('$'));
  return keys.map((key): Candidate => {
    const path = [...parent, key];
    const planned = plannedMessage(path, valueAt(config, path));
    if (planned !== undefined) {
      // Only ways to name code are planned as keys: they stand for the one there is, and need no model.
      const meant = ['code.recorded', 'model'];
      return { code: 'config.unsupported', message: planned, path, aboutKey: true, meant };
    }
    const { remedy, meant } = remedyFor(key, free, parent);
    const message = `${quote(key)} is not known in ${owner(parent, config)}. ${remedy}`;
    return { code: 'config.unknownKey', message, path, aboutKey: true, meant };
  });
}

/** What to do about an unknown key, and the paths that are not missing if that is done. */
function remedyFor(key: string, free: readonly string[], parent: ConfigPath) {
  const section = sectionOf(key);
  if (section !== undefined && section !== parent.join('.')) {
    return { remedy: `It belongs in "${section}": move it there.`, meant: [section, `${section}.${key}`] };
  }
  const near = nearest(key, free);
  if (near !== undefined) return { remedy: `Did you mean "${near}"?`, meant: [[...parent, near].join('.')] };
  if (free.length === 0) return { remedy: 'Remove it.', meant: [] };
  return { remedy: `Remove it; what can be added here is ${list(free, 'or')}.`, meant: [] };
}

function missingKey(path: ConfigPath, accepted: string, config: unknown): Candidate {
  const parent = owner(path.slice(0, -1), config);
  const message = `${parent.charAt(0).toUpperCase()}${parent.slice(1)} has no "${path.at(-1)}". Add it: ${accepted}.`;
  return { code: 'config.missing', message, path, aboutKey: false, missing: [path.join('.')] };
}

function unknownChoice(path: ConfigPath, value: string, choices: readonly string[]): string {
  if (isAbsent(value)) {
    return `${subject(path)} cannot be ${quote(value)} yet: this version does not have it. The choices are ${list(choices, 'and')}.`;
  }
  const meant = nearest(value, choices);
  const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return `${subject(path)} cannot be ${quote(value)}.${question} The choices are ${list(choices, 'and')}.`;
}

function acceptedBy(issue: Issue): string {
  const choices = choicesOf(issue);
  return choices === undefined ? issue.message : list(choices, 'or');
}

function choicesOf(issue: Issue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue) return issue.options?.map(String);
  return undefined;
}

function list(words: readonly string[], conjunction: 'and' | 'or'): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() as string;
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

/** The value at the path as the subject of a sentence: `"units"`, `layers_dims[1]`. */
function subject(path: ConfigPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The config';
  return typeof last === 'number' ? `${path.at(-2)}[${last}]` : `"${last}"`;
}

/** The object at the path within a sentence: `this Dense layer`, `"loss" with the name "mse"`. */
function owner(path: ConfigPath, config: unknown): string {
  if (path.length === 0) return 'this config';
  const { type, name } = valueAt(config, path) as { type?: unknown; name?: unknown };
  if (path.at(-2) === 'layers') return typeof type === 'string' ? `this ${type} layer` : 'this layer';
  return typeof name === 'string' ? `${subject(path)} with the name ${quote(name)}` : subject(path);
}
