import { dirname, extname, join, resolve } from 'node:path';

/**
 * Where the modules that a source file imports may lie, as absolute paths: most of these are no files, which
 * does no harm to whom looks up whether a given file is among them. None for a file of another language.
 *
 * @param folder where else imports work from: that of the config
 */
export function importedFiles(text: string, file: string, folder: string): readonly string[] {
  if (extname(file) === '.py') return pythonImports(text, dirname(file), folder);
  return /^\.[cm]?[jt]sx?$/.test(extname(file)) ? scriptImports(text, dirname(file)) : [];
}

/** `import a.b as c, d`, and `from ..a import (b, c)` with any number of dots. */
const pythonImport =
  /^[ \t]*(?:import[ \t]+(.+)|from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|(.+)))/gm;

function pythonImports(text: string, beside: string, folder: string): string[] {
  return [...text.matchAll(pythonImport)].flatMap(([, modules, dots = '', module = '', several, one]) => {
    if (modules !== undefined) {
      return namesOf(modules).flatMap((name) => [beside, folder].flatMap((root) => pythonModule(root, name)));
    }
    const up = '../'.repeat(Math.max(0, dots.length - 1));
    const roots = dots === '' ? [beside, folder] : [resolve(beside, up)];
    // What is imported may be a module itself.
    const inModule = namesOf(several ?? one ?? '').map((name) =>
      module === '' ? name : `${module}.${name}`,
    );
    return roots.flatMap((root) => [module, ...inModule].flatMap((name) => pythonModule(root, name)));
  });
}

function namesOf(list: string): string[] {
  const names = list.split(',').map((item) => /[\w.]+/.exec(item.replace(/#.*/g, ''))?.[0]);
  return names.filter((name) => name !== undefined);
}

function pythonModule(root: string, name: string): string[] {
  if (name === '') return [];
  const path = join(root, ...name.split('.'));
  return [`${path}.py`, join(path, '__init__.py')];
}

/** `from './a.js'`, `import './a.js'`, `import('./a.js')` and `require('./a')`. */
const scriptImport = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.[^'"\n]+)['"]/g;
const scriptEndings = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '/index.js', '/index.ts'];

function scriptImports(text: string, beside: string): string[] {
  return [...text.matchAll(scriptImport)].flatMap(([, specifier = '']) =>
    scriptEndings.map((ending) => resolve(beside, `${specifier}${ending}`)),
  );
}
