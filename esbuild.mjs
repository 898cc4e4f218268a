// Builds every process into dist/: `node esbuild.mjs [--watch] [--dev]`.
import { globSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, context } from 'esbuild';
import { zipSync } from 'fflate';
import { shippedJsonSchema } from './src/config/jsonSchema.ts';

const dev = process.argv.includes('--dev') || process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  outdir: 'dist',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Without 'module' first, jsonc-parser's UMD build is taken, which fails at run time.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // h5wasm asks for import.meta.url, which a CommonJS bundle does not have.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

const processes = [
  { ...node, entryPoints: { extension: 'src/extension.ts' } },
  { ...node, entryPoints: { server: 'src/server/main.ts' } },
  { ...node, entryPoints: { worker: 'src/worker/main.ts' } },
  { ...node, entryPoints: { javascriptRunner: 'src/subjects/javascript/main.ts' } },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    banner: { js: `#!/usr/bin/env node\n${node.banner.js}` },
  },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'chrome120',
    entryPoints: { panel: 'src/webview/main.ts' },
  },
];

/** The Python runner as one file that Python runs as it is: a zip archive of its sources. */
function pythonRunner(folder) {
  const files = globSync('**/*.py', { cwd: folder }).sort();
  // The same sources give the same bytes, whenever they are built.
  const mtime = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file))])),
    { mtime },
  );
}

if (process.argv.includes('--watch')) {
  for (const options of processes) await (await context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  const results = await Promise.all(processes.map((options) => build(options)));
  await mkdir('dist', { recursive: true });
  // What each bundle contains: the direction of imports is tested against it, and no package's licence is missed.
  await writeFile('dist/metafile.json', JSON.stringify(results.map(({ metafile }) => metafile)));
}
await writeFile('dist/runner.pyz', pythonRunner('src/subjects/python'));
await writeFile('dist/gradcheck.schema.json', `${JSON.stringify(shippedJsonSchema(), null, 2)}\n`);
