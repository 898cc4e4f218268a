import { basename, resolve } from 'node:path';
import type { ModuleDeclaration, Statement } from 'acorn';
import { Problem } from '../../../core/problem.ts';
import { problemOf, userFrames } from '../failure.ts';
import type { Place } from '../place.ts';
import { isPlain } from '../plainObject.ts';
import { printingAs, textOf } from '../signature.ts';
import type { Note } from '../target.ts';
import { readAll } from './bindings.ts';
import { isTimeout, topLevelLimitMs } from './evaluate.ts';
import { type Loaded, ModuleGraph, missingExport } from './moduleGraph.ts';
import type { Places } from './places.ts';
import { readSource, type Source } from './source.ts';

export type Callable = (...values: unknown[]) => unknown;
export type Constructor = new (...values: unknown[]) => object;

/** The user's file, loaded. */
export interface UserModule {
  readonly file: string;
  readonly text: string;
  readonly places: Places;
  /** Everything that the file names: what it exports, and the rest of its top level. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Functions in the order of their lines, also those in an object or a namespace, as `affine.forward`. */
  readonly functions: ReadonlyMap<string, Callable>;
  readonly classes: ReadonlyMap<string, Constructor>;
  readonly notes: readonly Note[];
}

/**
 * Loads a file. A statement of its top level that throws, or takes longer than some seconds, is left out and noted:
 * it demonstrates or trains. Definitions are never left out.
 * @throws Problem code.file, code.syntax, code.missingImport, code.raised
 */
export async function loadUserModule(path: string): Promise<UserModule> {
  const file = resolve(path);
  let source = readSource(file);
  const skipped: Note[] = [];
  for (;;) {
    const graph = new ModuleGraph();
    try {
      const loaded = await graph.load(source);
      return userModule(source, loaded, graph.places, [...graph.notes, ...skipped]);
    } catch (error) {
      const tolerated = isTimeout(error) ? endless(source) : failing(source, error);
      if (tolerated === undefined) throw missingExport(error, file) ?? problemOf(basename(file), error);
      skipped.push(tolerated.note);
      source = without(source, tolerated.statements);
    }
  }
}

type TopLevel = Statement | ModuleDeclaration;

interface Tolerated {
  readonly statements: readonly TopLevel[];
  readonly note: Note;
}

/** The statement of the top level that an error came out of, unless it is one that the file cannot do without. */
function failing(source: Source, error: unknown): Tolerated | undefined {
  const line =
    userFrames(error).findLast(({ file }) => file === source.file)?.line ??
    (error instanceof Problem && error.place?.file === source.file ? error.place.line : undefined);
  const statement = source.program.body.find(
    ({ loc }) => line !== undefined && loc != null && loc.start.line <= line && line <= loc.end.line,
  );
  if (statement === undefined || /^(Function|Class|Import|Export)/.test(statement.type)) return undefined;
  const place = placeOf(source, statement);
  const why =
    error instanceof Problem
      ? 'needs an import that is not there'
      : `threw when the file was loaded (${error instanceof Error ? error.message : String(error)})`;
  const said = `${basename(source.file)} line ${place.line} ${why}; that statement was left out.`;
  return { statements: [statement], note: noteAt(place, 'code.skipped', said, 'information') };
}

/** Calls and loops of the top level: one of them does not end. */
function endless(source: Source): Tolerated | undefined {
  const statements = source.program.body.filter(
    (statement) =>
      /^(For|While|DoWhile|If|Try|Block)/.test(statement.type) ||
      (statement.type === 'ExpressionStatement' && statement.expression.type !== 'AssignmentExpression'),
  );
  const [first] = statements;
  if (first === undefined) return undefined;
  const place = placeOf(source, first);
  const said = `${basename(source.file)} does not finish loading within ${topLevelLimitMs / 1000} s: it trains or runs something, so its calls and loops outside of functions, from line ${place.line} on, were left out. Move them into a function.`;
  return { statements, note: noteAt(place, 'code.trainedAtImport', said, 'warning') };
}

function placeOf({ file }: Source, { loc }: TopLevel): Place {
  return { file, line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1, name: null };
}

function noteAt(place: Place, code: string, message: string, severity: Note['severity']): Note {
  return { code, message, layer: null, place, severity };
}

/** The same program with blanks for those statements: every line stays where it is. */
function without(source: Source, statements: readonly TopLevel[]): Source {
  let { text } = source;
  for (const { start, end } of statements)
    text = text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + text.slice(end);
  const body = source.program.body.filter((statement) => !statements.includes(statement));
  return { ...source, text, program: { ...source.program, body } };
}

function userModule(source: Source, loaded: Loaded, places: Places, notes: readonly Note[]): UserModule {
  const names = new Map<string, unknown>(readAll(loaded.readers));
  const exported = loaded.exports;
  if (exported !== null && (typeof exported === 'object' || typeof exported === 'function')) {
    for (const [key, value] of Object.entries(exported)) {
      const name = key === 'default' && typeof value === 'function' && value.name !== '' ? value.name : key;
      if (!names.has(name)) names.set(name, value);
    }
    if (typeof exported === 'function') names.set(exported.name || 'default', exported);
  }
  const functions = new Map<string, Callable>();
  const classes = new Map<string, Constructor>();
  const sort = (name: string, value: unknown, owner: object | undefined): void => {
    const place = places.of(value);
    if (typeof value !== 'function' || place === undefined) return;
    if ([...functions.values(), ...classes.values()].includes(value as Callable)) return;
    if (isClass(value)) {
      classes.set(name, value as unknown as Constructor);
      for (const [key, method] of staticMethods(value)) sort(`${name}.${key}`, method, value);
    } else functions.set(name, owner === undefined ? (value as Callable) : bound(value as Callable, owner));
  };
  for (const [name, value] of names) {
    sort(name, value, undefined);
    if (isPlain(value))
      for (const [key, member] of Object.entries(value))
        sort(isClass(member) ? key : `${name}.${key}`, member, value);
  }
  return { file: source.file, text: source.text, places, names, functions, classes, notes };
}

/** A member as a function of its own that still prints as what the user wrote. */
function bound(member: Callable, owner: object): Callable {
  return printingAs(member, member.bind(owner));
}

/** `class` syntax, or a constructor of the old kind: a function with methods on its prototype. */
function isClass(value: unknown): value is Callable {
  if (typeof value !== 'function') return false;
  if (/^class\b/.test(textOf(value as never))) return true;
  return value.prototype != null && Object.keys(value.prototype).length > 0;
}

function staticMethods(value: Callable): [string, unknown][] {
  return Object.getOwnPropertyNames(value)
    .filter((key) => key !== 'prototype' && key !== 'constructor')
    .map((key): [string, unknown] => [key, Object.getOwnPropertyDescriptor(value, key)?.value]);
}
