// Builds every process into dist/: `node esbuild.mjs [--watch] [--dev]`.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
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

if (process.argv.includes('--watch')) {
  for (const options of processes) await (await context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  const results = await Promise.all(processes.map((options) => build(options)));
  await mkdir('dist', { recursive: true });
  // What each bundle contains: the direction of imports is tested against it, and no package's licence is missed.
  await writeFile('dist/metafile.json', JSON.stringify(results.map(({ metafile }) => metafile)));
}
await writeFile('dist/gradcheck.schema.json', `${JSON.stringify(shippedJsonSchema(), null, 2)}\n`);
