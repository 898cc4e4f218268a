import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noticesText } from '../../media/makeNotices.mts';
import manifest from '../../package.json' with { type: 'json' };

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

test('the package ships what is listed, and nothing that made it', () => {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.trim().split('\n');
  const required = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'ThirdPartyNotices.txt',
    'dist/cli.js',
    'dist/extension.js',
    'dist/gradcheck.schema.json',
    'dist/panel.css',
    'dist/panel.js',
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
    /^(dist\/[a-z]+\.(js|css)|dist\/gradcheck\.schema\.json|media\/[^/]+\.png|media\/(docs|sample)\/.*|[A-Za-z]+\.(md|txt)|LICENSE|package(\.nls)?\.json)$/;
  assert.deepEqual(
    files.filter((file) => !allowed.test(file)),
    [],
  );
});

test('the package stays under 3 MB', (t) => {
  const vsix = join(root, `dist/gradient-check-${manifest.version}.vsix`);
  if (!existsSync(vsix)) return t.skip('there is no package yet: npm run package');
  assert.ok(statSync(vsix).size < 3_000_000);
});
