import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const beforeWorker = ['protocol', 'core', 'config', 'data', 'subjects', 'report'];

/** What each folder of src may import, types included, beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  core: ['protocol'],
  config: ['protocol', 'core'],
  data: ['protocol', 'core'],
  subjects: ['protocol', 'core', 'data'],
  report: ['protocol', 'core'],
  create: beforeWorker,
  worker: [...beforeWorker, 'create'],
  server: [...beforeWorker, 'worker'],
  cli: [...beforeWorker, 'worker', 'package.json'],
  client: ['protocol', 'report', 'contributions.ts'],
  webview: ['protocol', 'report'],
  'extension.ts': ['client', 'contributions.ts', 'protocol'],
  'contributions.ts': [],
};

/** Who alone may import a package. */
const owners: Readonly<Record<string, RegExp>> = {
  h5wasm: /^src\/data\/hdf5\.ts$/,
  vscode: /^src\/(client\/|extension\.ts$)/,
  'vscode-languageclient': /^src\/(client\/|extension\.ts$)/,
  'vscode-languageserver': /^src\/server\//,
  'chart.js': /^src\/webview\//,
  zod: /^src\/(config|subjects\/process)\//,
  'node:worker_threads': /^src\/(worker|subjects\/javascript)\//,
};

/** No package at all, and nothing of Node. */
const pure = /^src\/(protocol|core|report)\//;

interface Import {
  readonly from: string;
  /** A file of this repository, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import of every source file, types included. */
const imports = globSync('src/**/*.ts', { cwd: root }).flatMap((from): Import[] => {
  const text = readFileSync(join(root, from), 'utf8');
  const statement = /^(?:import|export)\s+(?:(type)\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  return [...text.matchAll(statement)].map(([, type, specifier = '']) => ({
    from,
    to: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
    typeOnly: type !== undefined,
  }));
});

/** `core` of `src/core/layers/dense.ts`; a file that lies in no folder stands for itself. */
function areaOf(file: string): string {
  return file.replace(/^src\//, '').split('/')[0] as string;
}

const isOurs = (to: string) => to.startsWith('src/') || to === 'package.json';
const described = ({ from, to }: Import) => `${from} imports ${to}`;

interface Bundle {
  readonly inputs: Readonly<
    Record<string, { imports: readonly { path: string; external?: boolean; original?: string }[] }>
  >;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What is in each bundle, by its name without folder and extension. */
const bundles = new Map(
  (JSON.parse(readFileSync(join(root, 'dist/metafile.json'), 'utf8')) as Bundle[]).map((bundle) => [
    Object.keys(bundle.outputs)[0]?.replace(/^dist\/|\.\w+$/g, ''),
    bundle,
  ]),
);

/** The folders of src that a bundle has something of. */
function areasIn(bundle: string): string[] {
  const files = Object.keys(bundles.get(bundle)?.inputs ?? {}).filter((file) => file.startsWith('src/'));
  return [...new Set(files.map(areaOf))].sort();
}

test('imports are found at all', () => {
  assert.ok(imports.length > 300);
  assert.deepEqual(
    [...new Set(imports.map(({ from }) => areaOf(from)))].sort(),
    Object.keys(allowed)
      .filter((area) => !['contributions.ts'].includes(area))
      .sort(),
  );
});

test('imports point one way', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [area, target] = [areaOf(from), areaOf(to)];
    return isOurs(to) && target !== area && !allowed[area]?.includes(target);
  });
  assert.deepEqual(wrong.map(described), []);
});

test('core sees the types of protocol, and runs without them', () => {
  const values = imports.filter(
    ({ from, to, typeOnly }) => areaOf(from) === 'core' && areaOf(to) !== 'core' && !typeOnly,
  );
  assert.deepEqual(values.map(described), []);
});

test('each package has the one place that may import it', () => {
  const packageOf = (to: string) =>
    to.startsWith('node:')
      ? to
      : to
          .split('/')
          .slice(0, to.startsWith('@') ? 2 : 1)
          .join('/');
  const wrong = imports.filter(({ from, to }) => {
    if (isOurs(to) || to.endsWith('.css')) return false;
    const owner = owners[packageOf(to)];
    return pure.test(from) || (owner !== undefined && !owner.test(from));
  });
  assert.deepEqual(wrong.map(described), []);
});

test('what is bundled points the same way', () => {
  const wrong = [...bundles.values()].flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([from, { imports: used }]) =>
      from.startsWith('src/')
        ? used
            .map(({ path }): Import => ({ from, to: path, typeOnly: false }))
            .filter(({ to }) => isOurs(to) && areaOf(to) !== areaOf(from))
            .filter(({ to }) => !allowed[areaOf(from)]?.includes(areaOf(to)))
        : [],
    ),
  );
  assert.deepEqual(wrong.map(described), []);
});

test('each process holds its own parts, and no others', () => {
  // Of report, client and webview have the pure sentences alone: whatever those imported would be here too.
  assert.deepEqual(areasIn('extension'), [
    'client',
    'contributions.ts',
    'extension.ts',
    'protocol',
    'report',
  ]);
  assert.deepEqual(areasIn('panel'), ['report', 'webview']);
  assert.deepEqual(areasIn('worker'), ['config', 'core', 'create', 'data', 'report', 'subjects', 'worker']);
  for (const bundle of ['server', 'cli']) {
    const inputs = Object.keys(bundles.get(bundle)?.inputs ?? {});
    assert.deepEqual(
      inputs.filter((file) =>
        /^src\/(core\/(?!problem|tensor)|data|subjects\/(?!process\/killTree)|client|webview)/.test(file),
      ),
      [],
    );
  }
});

test('only the worker holds the HDF5 library, and only the editor asks for vscode', () => {
  const withLibrary = [...bundles].filter(([, { inputs }]) =>
    Object.keys(inputs).some((file) => file.includes('node_modules/h5wasm/')),
  );
  assert.deepEqual(
    withLibrary.map(([name]) => name),
    ['worker'],
  );
  const withEditor = [...bundles].filter(([, { inputs }]) =>
    Object.values(inputs).some(({ imports: used }) => used.some(({ path }) => path === 'vscode')),
  );
  assert.deepEqual(
    withEditor.map(([name]) => name),
    ['extension'],
  );
});

test('protocol is types: nothing of it imports anything at run time', () => {
  for (const { inputs } of bundles.values()) {
    for (const [file, { imports: used }] of Object.entries(inputs)) {
      if (file.startsWith('src/protocol/')) assert.deepEqual([file, used], [file, []]);
    }
  }
});
