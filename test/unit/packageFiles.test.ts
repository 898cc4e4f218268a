import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { noticesText } from '../../media/makeNotices.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('ThirdPartyNotices.txt is that of the packages in the bundles', () => {
  const written = readFileSync(join(root, 'ThirdPartyNotices.txt'), 'utf8');
  assert.equal(written, noticesText(), 'npm run build && node media/makeNotices.mts');
  for (const bundled of ['chart.js', 'h5wasm', 'vscode-jsonrpc', 'zod']) {
    assert.match(written, new RegExp(`^${bundled} \\d`, 'm'));
  }
  assert.match(
    written,
    /Copyright Notice and License Terms for \nHDF5|Terms for\nHDF5 \(Hierarchical Data Format 5\)/,
  );
});

/** What goes into the package. */
function shippedFiles(): string[] {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const words = [vsce, 'ls', '--no-dependencies'];
  return execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' }).trim().split('\n');
}

test('the package ships what is listed, and nothing that made it', () => {
  const files = shippedFiles();
  const required = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'ThirdPartyNotices.txt',
    'dist/cli.js',
    'dist/extension.js',
    'dist/gradcheck.schema.json',
    'dist/javascriptRunner.js',
    'dist/panel.css',
    'dist/panel.js',
    'dist/runner.pyz',
    'dist/server.js',
    'dist/worker.js',
    'media/icon.png',
    'media/sample/data/iris.h5',
    'media/sample/iris.gradcheck.json',
    'package.json',
    'package.nls.json',
  ];
  assert.deepEqual(
    required.filter((file) => !files.includes(file)),
    [],
  );
  const allowed =
    /^(dist\/[a-zA-Z]+\.(js|css|pyz)|dist\/gradcheck\.schema\.json|media\/[^/]+\.png|media\/(docs|protocol|sample)\/.*|[A-Za-z]+\.(md|txt)|LICENSE|package(\.nls)?\.json)$/;
  assert.deepEqual(
    files.filter((file) => !allowed.test(file)),
    [],
  );
});

test('the package stays under 3 MB, compressed as it will be', () => {
  const sizes = shippedFiles().map((file) => deflateRawSync(readFileSync(join(root, file))).length);
  assert.ok(sizes.reduce((sum, size) => sum + size) < 3_000_000);
});
