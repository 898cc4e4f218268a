import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { Problem } from '../../../core/problem.ts';
import { placeErrorsIn } from '../failure.ts';
import { type Place, placeText } from '../place.ts';
import type { Note } from '../target.ts';
import { declaredNames, importsOf, readersOf } from './bindings.ts';
import { limited, topLevelLimitMs } from './evaluate.ts';
import { Places } from './places.ts';
import { ownFile } from './resolve.ts';
import { readSource, type Source } from './source.ts';
import { stub } from './stub.ts';

/** What a file of the user's gives: its exports, and readers of the variables of its top level. */
export interface Loaded {
  readonly exports: unknown;
  readonly readers: Readonly<Record<string, () => unknown>>;
}

/**
 * Loads files of the user's and what they import: their own files from source, so that types, syntax and variables
 * that are not exported are in reach, and packages by Node. An import that is not there is stubbed and noted.
 */
export class ModuleGraph {
  readonly places = new Places();
  readonly notes: Note[] = [];
  readonly #modules = new Map<string, Promise<vm.Module>>();
  readonly #sources = new Map<string, Source>();
  readonly #required = new Map<string, { exports: unknown }>();

  /** @throws whatever its top level throws */
  async load(source: Source): Promise<Loaded> {
    this.#register(source);
    if (source.kind === 'commonjs') return this.#run(source);
    const module = this.#sourceModule(source, bindingsExport);
    this.#modules.set(source.file, Promise.resolve(module));
    await this.#finish(module);
    const { [bindingsExport]: bindings, ...exports } = module.namespace as Record<string, unknown>;
    return { exports, readers: (bindings as () => Loaded['readers'])() };
  }

  #register(source: Source): void {
    this.places.add(source);
    this.#sources.set(source.file, source);
    placeErrorsIn(source.file);
  }

  #sourceModule(source: Source, bindings?: string): vm.SourceTextModule {
    const { file, text, program } = source;
    const addition =
      bindings === undefined
        ? ''
        : `\n;export function ${bindings}() { return ${readersOf(declaredNames(program))}; }`;
    return new vm.SourceTextModule(text + addition, {
      identifier: file,
      initializeImportMeta: (meta) => {
        Object.assign(meta, {
          url: pathToFileURL(file).href,
          filename: file,
          dirname: dirname(file),
          main: false,
        });
      },
      importModuleDynamically: (specifier) => this.#finished(specifier, source),
    });
  }

  async #finish(module: vm.Module): Promise<void> {
    if (module.status === 'unlinked')
      await module.link((specifier, referrer) =>
        this.#imported(specifier, this.#sources.get(referrer.identifier)!),
      );
    if (module.status === 'linked') await module.evaluate({ timeout: topLevelLimitMs });
  }

  /** For an import that is an expression. */
  async #finished(specifier: string, importer: Source): Promise<vm.Module> {
    const module = await this.#imported(specifier, importer);
    await this.#finish(module);
    return module;
  }

  async #imported(specifier: string, importer: Source): Promise<vm.Module> {
    const file = ownFile(specifier, importer.file);
    const key = file ?? `${importer.file}\n${specifier}`;
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const module = file === undefined ? this.#foreign(specifier, importer) : this.#own(file);
    this.#modules.set(key, module);
    return module;
  }

  async #own(file: string): Promise<vm.Module> {
    if (extname(file) === '.json') return constants({ default: JSON.parse(readFileSync(file, 'utf8')) });
    const source = readSource(file);
    this.#register(source);
    if (source.kind === 'module') return this.#sourceModule(source);
    const { exports } = this.#run(source);
    return constants({ ...(typeof exports === 'object' ? exports : {}), default: exports });
  }

  async #foreign(specifier: string, importer: Source): Promise<vm.Module> {
    try {
      const load = vm.runInThisContext('(specifier) => import(specifier)', {
        filename: importer.file,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      return constants(await load(specifier));
    } catch (error) {
      if (!isMissing(error)) throw error;
      const asked = importsOf(importer.program).get(specifier);
      const stubbed = this.#stub(specifier, importer, asked?.line ?? 1, asked?.column ?? 1);
      return constants(Object.fromEntries((asked?.names ?? ['default']).map((name) => [name, stubbed])));
    }
  }

  #stub(specifier: string, { file }: Source, line: number, column: number): unknown {
    const place: Place = { file, line, column, name: null };
    this.notes.push({
      code: 'code.stubbed',
      message: `"${specifier}" cannot be imported (${placeText(place)}); the code is checked without it.`,
      layer: null,
      place,
      severity: 'information',
    });
    return stub(specifier, place);
  }

  /** Runs a CommonJS file, in the function that Node would wrap it in. */
  #run(source: Source): Loaded {
    const { file, text, program } = source;
    const before = '(function (exports, require, module, __filename, __dirname) {';
    const after = `\n;return ${readersOf(declaredNames(program))};\n})`;
    const wrapper = new vm.Script(before + text.replace(/^#!/, '//') + after, {
      filename: file,
      columnOffset: -before.length,
      importModuleDynamically: (specifier) => this.#finished(specifier, source),
    }).runInThisContext();
    const module = Object.assign(new Module(file), { filename: file, exports: {} as unknown });
    // An old idiom takes a module without a parent for the program that was started.
    Object.defineProperty(module, 'parent', { value: { id: '.', exports: {} } });
    this.#required.set(file, module);
    const require = this.#requireFor(source);
    const readers = limited(
      () => wrapper.call(module.exports, module.exports, require, module, file, dirname(file)),
      topLevelLimitMs,
    );
    return { exports: module.exports, readers };
  }

  #requireFor(source: Source): NodeJS.Require {
    const native = createRequire(source.file);
    const own = (specifier: string): unknown => {
      const file = ownFile(specifier, source.file);
      if (file !== undefined && extname(file) !== '.json') {
        const known = this.#required.get(file);
        if (known !== undefined) return known.exports;
        const required = readSource(file);
        if (required.kind === 'commonjs') {
          this.#register(required);
          return this.#run(required).exports;
        }
      }
      try {
        return native(specifier);
      } catch (error) {
        if (!isMissing(error)) throw error;
        const line = source.text.split('\n').findIndex((text) => text.includes(specifier)) + 1;
        return this.#stub(specifier, source, Math.max(line, 1), 1);
      }
    };
    return Object.assign(own, native);
  }
}

const bindingsExport = 'gradientCheckBindings';

function constants(values: object): vm.SyntheticModule {
  const entries = Object.entries(values);
  const module = new vm.SyntheticModule(
    entries.map(([name]) => name),
    () => {
      for (const [name, value] of entries) module.setExport(name, value);
    },
  );
  return module;
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

/** An ES module asks another for a name that it does not export: found only when the two are put together. */
export function missingExport(error: unknown, file: string): Problem | undefined {
  if (!(error instanceof SyntaxError) || !/does not provide an export named/.test(error.message))
    return undefined;
  return new Problem('code.missingImport', `${basename(file)} cannot be linked: ${error.message}.`, {
    place: { file, line: 1, column: 1 },
  });
}
