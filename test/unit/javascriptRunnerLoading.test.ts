import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodes } from './support/cliProcess.ts';
import { userFolder } from './support/folders.ts';
import { JavascriptRunner, type Opened } from './support/javascriptRunner.ts';

const relu = `
function reluForward(x) {
  return [x.map((row) => row.map((z) => Math.max(0, z))), x];
}
function reluBackward(dout, x) {
  return dout.map((row, n) => row.map((d, i) => (x[n][i] > 0 ? d : 0)));
}`;
const exported = relu.replaceAll('\nfunction', '\nexport function');

/** Opens the first of the files. */
async function opened(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  node = process.execPath,
): Promise<{ runner: JavascriptRunner; found: Opened; folder: string }> {
  const folder = userFolder(t, files);
  const runner = new JavascriptRunner(t, node);
  return { runner, folder, found: await runner.open(join(folder, Object.keys(files)[0] as string)) };
}

const typed = `
import type { Rows } from './rows';
import { times } from './rows.js';
enum Kind { Plain, Leaky }
abstract class Base { abstract forward(x: Rows): Rows; }
export class Relu extends Base {
  private x!: Rows;
  constructor(private readonly kind: Kind = Kind.Leaky) { super(); }
  forward(x: Rows): Rows {
    this.x = x;
    return x.map((row) => row.map((z) => (z > 0 ? z : times(this.kind, 0.2) * z)));
  }
  backward(dout: Rows): Rows {
    return dout.map((row, n) => row.map((d, i) => (this.x[n]![i]! > 0 ? d : times(this.kind, 0.2) * d)));
  }
}`;
const rows = `
export type Rows = number[][];
export const times = (a: number, b: number): number => a * b;`;

const files: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an ES module': { 'nn.mjs': exported },
  'an ES module in .js without a package.json': { 'nn.js': exported },
  'an ES module in .js beside a package.json that says CommonJS': {
    'nn.js': exported,
    'package.json': '{ "type": "commonjs" }',
  },
  CommonJS: { 'nn.js': `'use strict';\n${relu}\nmodule.exports = { reluForward, reluBackward };` },
  'CommonJS in .cjs': { 'nn.cjs': `${relu}\nexports.relu = { reluForward, reluBackward };` },
  'CommonJS beside a package.json that says module': {
    'nn.js': `${relu}\nmodule.exports = reluForward;`,
    'package.json': '{ "type": "module" }',
  },
  'a script that exports nothing': { 'nn.js': `#!/usr/bin/env node\nname = 'sloppy';\n${relu}` },
  'an object of functions': {
    'nn.mjs': `const parts = (() => { ${relu}\nreturn { reluForward, reluBackward }; })();`,
  },
  'what another file defines': { 'nn.mjs': `export * from './layers.mjs';`, 'layers.mjs': exported },
  'what another file defines, required': {
    'nn.js': `module.exports = require('./layers');`,
    'layers.js': `${relu}\nmodule.exports = { reluForward, reluBackward };`,
  },
  'TypeScript with enums and parameter properties': { 'nn.ts': typed, 'rows.ts': rows },
  'TypeScript in .mts': { 'nn.mts': exported.replace('(x)', '(x: number[][])') },
};

for (const { version, path: node } of nodes()) {
  for (const [what, contents] of Object.entries(files)) {
    test(`${version} loads ${what}`, async (t) => {
      const { runner, found } = await opened(t, contents, node);
      assert.equal(found.error, undefined);
      assert.deepEqual(Object.values(await runner.verdicts(found)), ['pass']);
      assert.deepEqual(found.notes, []);
    });
  }

  test(`${version}: the modules of packages, of Node and of JSON are theirs`, async (t) => {
    const { runner, found } = await opened(
      t,
      {
        'nn.mjs': `
import fs, { existsSync } from 'node:fs';
import { half } from 'halves';
import sizes from './sizes.json' with { type: 'json' };
const more = await import('./more.mjs');
if (!existsSync(import.meta.filename) || fs.existsSync !== existsSync || sizes.length !== 2) throw new Error('no');
export const halfForward = (x) => x.map((row) => row.map((z) => half * z * more.one));
export const halfBackward = (dout) => dout.map((row) => row.map((d) => half * d));`,
        'more.mjs': 'export const one = 1;',
        'sizes.json': '[1, 2]',
        'node_modules/halves/package.json': '{ "type": "module", "exports": { "import": "./main.js" } }',
        'node_modules/halves/main.js': 'export const half = 0.5;',
      },
      node,
    );
    assert.deepEqual(await runner.verdicts(found), { 'half.x': 'pass' });
  });

  test(`${version}: code for the program that was started is not run`, async (t) => {
    const { found } = await opened(
      t,
      {
        'nn.cjs': `${relu}
if (require.main === module) throw new Error('started');
if (!module.parent) throw new Error('started, in the old idiom');`,
      },
      node,
    );
    assert.deepEqual(found.notes, []);
    const { found: module } = await opened(
      t,
      {
        'nn.mjs': `${exported}
if (import.meta.main) throw new Error('started');
if (process.argv[1] === import.meta.filename) throw new Error('started');`,
      },
      node,
    );
    assert.deepEqual(module.notes, []);
    assert.equal(module.tensors.length, 1);
  });
}

test('a mistake of syntax is told with its line and column, before anything is run', async (t) => {
  const { found, folder } = await opened(t, { 'nn.mjs': 'export const a = 1;\n\nfunction f( {\n}\n' });
  assert.equal(found.error?.code, 'code.syntax');
  assert.deepEqual([found.error.place?.file, found.error.place?.line], [join(folder, 'nn.mjs'), 5]);
  const script = await opened(t, { 'nn.js': 'console.log(1);\nconst a = [1, 2;\n' });
  assert.deepEqual([script.found.error?.place?.line, script.found.error?.place?.column], [2, 16]);
  const typescript = await opened(t, { 'nn.ts': 'const a: number = 1;\nconst b = (a as ;\n' });
  assert.equal(typescript.found.error?.code, 'code.syntax');
  assert.equal(typescript.found.error.place?.line, 2);
  const imported = await opened(t, { 'nn.mjs': `import './layers.mjs';`, 'layers.mjs': 'let a = ;' });
  assert.match(imported.found.error?.place?.file ?? '', /layers\.mjs$/);
});

test('an import that is not there matters only to what uses it', async (t) => {
  const { runner, found } = await opened(t, {
    'nn.mjs': `import plot, { line } from 'plots-that-nobody-has';
import * as data from './data.mjs';
${exported}
export const sumForward = (x) => [line(x), x];
export const sumBackward = (dout, x) => dout;`,
  });
  assert.deepEqual(await runner.verdicts(found), { 'relu.x': 'pass' });
  assert.deepEqual(
    found.notes.map(({ code, place }) => [code, place?.line]),
    [
      ['code.stubbed', 1],
      ['code.stubbed', 2],
    ],
  );
  const [sum] = found.untested;
  assert.equal(sum?.problem.code, 'code.missingImport');
  assert.equal(sum.problem.place?.line, 1);
  assert.match(sum.problem.message, /npm install plots-that-nobody-has/);

  const common = await opened(t, {
    'nn.js': `const { createCanvas } = require('canvas-of-nobody');\n${relu}`,
  });
  assert.deepEqual(await common.runner.verdicts(common.found), { 'relu.x': 'pass' });

  const absent = await opened(t, {
    'nn.mjs': `import { relu } from './layers.mjs';\n${exported}`,
    'layers.mjs': 'export const tanh = Math.tanh;',
  });
  assert.equal(absent.found.error?.code, 'code.missingImport');
  assert.match(absent.found.error.message, /relu/);
});

test('statements of the top level that throw are left out, and definitions count', async (t) => {
  const { runner, found } = await opened(t, {
    'nn.js': `const canvas = document.getElementById('plot');
${relu}
canvas.draw(reluForward([[1]]));
process.exit(3);
require('node:fs').readFileSync('/nowhere/at/all');`,
  });
  assert.deepEqual(await runner.verdicts(found), { 'relu.x': 'pass' });
  assert.deepEqual(
    found.notes.map(({ code, place }) => [code, place?.line]),
    [
      ['code.skipped', 1],
      ['code.skipped', 9],
      ['code.skipped', 10],
      ['code.skipped', 11],
    ],
  );
  assert.match(found.notes[0]?.message ?? '', /document is not defined/);

  const broken = await opened(t, { 'nn.mjs': `${exported}\nexport class Layer extends Missing {}` });
  assert.equal(broken.found.error?.code, 'code.raised');
  assert.equal(broken.found.error.place?.line, 8);
});

test('training at the top level is cut short, and said', async (t) => {
  const { runner, found } = await opened(t, {
    'nn.mjs': `${exported}\nlet epochs = 0;\nwhile (true) epochs++;\nconsole.log(epochs);`,
  });
  assert.deepEqual(await runner.verdicts(found), { 'relu.x': 'pass' });
  assert.deepEqual(
    found.notes.map(({ code, place, severity }) => [code, place?.line, severity]),
    [['code.trainedAtImport', 9, 'warning']],
  );
});

test('a file that is not there, and one with nothing in it', async (t) => {
  const folder = userFolder(t, { 'nn.mjs': 'export const learningRate = 0.1;' });
  const { error } = await new JavascriptRunner(t).open(join(folder, 'other.mjs'));
  assert.equal(error?.code, 'code.file');
  const { error: empty } = await new JavascriptRunner(t).open(join(folder, 'nn.mjs'));
  assert.equal(empty?.code, 'code.unrecognised');
  assert.match(empty.message, /no function and no class/);
  assert.match(empty.message, /"code": \{ "functions": \{/);
});

test('nothing is written beside the code', async (t) => {
  const { runner, found, folder } = await opened(t, { 'nn.ts': typed, 'rows.ts': rows });
  await runner.verdicts(found);
  assert.deepEqual(readdirSync(folder), ['nn.ts', 'rows.ts']);
});
