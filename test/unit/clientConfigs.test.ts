import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseConfig, isConfigFile } from '../../src/client/configChoice.ts';
import { layerPosition } from '../../src/client/layerPosition.ts';
import { namedFiles } from '../../src/client/namedFiles.ts';
import { usedFiles } from '../../src/client/usedFiles.ts';

const cat = config(
  '/nets/cat.gradcheck.json',
  `{
    // the images
    "dataset": { "file": "data/cats.h5" },
    "model": { "layers_dims": [12288, 5, 1], },
    "code": { "recorded": "../gradients.h5" },
  }`,
);
const dog = config(
  '/nets/dogs/gradcheck.json',
  '{ "dataset": { "file": "../data/dogs.h5" }, "code": { "recorded": "../../gradients.h5" } }',
);

function config(file: string, text: string) {
  return { file, uses: namedFiles(text, file) };
}

test('config files are known by their name', () => {
  const named = ['/a/gradcheck.json', '/a/b.gradcheck.json', 'c:\\a\\gradcheck.json'];
  const others = ['/a/notgradcheck.json', '/a/gradcheck.json.bak', '/gradcheck.json/a.json'];
  assert.deepEqual(named.map(isConfigFile), [true, true, true]);
  assert.deepEqual(others.map(isConfigFile), [false, false, false]);
});

test('the active config is taken, also one that was not found in the workspace', () => {
  assert.deepEqual(chooseConfig('/nets/dogs/gradcheck.json', [cat, dog]), {
    kind: 'config',
    file: '/nets/dogs/gradcheck.json',
  });
  assert.deepEqual(chooseConfig('/else/gradcheck.json', [cat]), {
    kind: 'config',
    file: '/else/gradcheck.json',
  });
});

test('else the one that uses the active file, whatever folder it is in', () => {
  const choose = (active: string) => chooseConfig(active, [cat, dog]);
  assert.deepEqual(choose('/nets/data/cats.h5'), { kind: 'config', file: cat.file });
  assert.deepEqual(choose('/nets/data/dogs.h5'), { kind: 'config', file: dog.file });
});

test('when several use the active file, the question is between them', () => {
  const bird = config('/nets/gradcheck.json', '{}');
  assert.deepEqual(chooseConfig('/gradients.h5', [cat, dog, bird]), {
    kind: 'ask',
    files: [cat.file, dog.file],
  });
});

test('else the only one there is, else the question is between all', () => {
  assert.deepEqual(chooseConfig(undefined, [cat]), { kind: 'config', file: cat.file });
  assert.deepEqual(chooseConfig('/nets/readme.md', [cat]), { kind: 'config', file: cat.file });
  assert.deepEqual(chooseConfig('/nets/readme.md', [cat, dog]), { kind: 'ask', files: [cat.file, dog.file] });
  assert.deepEqual(chooseConfig('/nets/readme.md', []), { kind: 'none' });
});

test('half a config names the files that it already names', () => {
  const files = namedFiles(
    '{ "dataset": { "file": "cats.h5" }, "code": { "recorded": ',
    '/nets/gradcheck.json',
  );
  assert.deepEqual([...files], ['/nets/cats.h5']);
  assert.deepEqual([...namedFiles('', '/nets/gradcheck.json')], []);
});

test('a layer is found by its name', () => {
  const text = '{ "model": { "layers": [{ "name": "a" }, /* next */ { "name": "b", }] } }';
  assert.equal(layerPosition(text, 'b'), 52);
  assert.equal(layerPosition(text, 'c'), undefined);
  assert.equal(layerPosition('{ "model": { "layers_dims": [3, 1] } }', 'layer1'), undefined);
});

/** The files of a folder in memory. */
const readOf = (texts: Readonly<Record<string, string>>) => async (file: string) => texts[file];

test('a config uses its code, as a module or as a word of a command, and what that imports, step by step', async () => {
  const read = readOf({
    '/nets/nn.py': 'import numpy as np, layers\nfrom helpers.activations import relu  # and others\n',
    '/nets/layers.py': 'from .parts import (\n    norm as n,  # mine\n    pool,\n)\nfrom . import shapes\n',
    '/nets/parts/pool.py': 'from ..common import \\\n    x\n',
    '/nets/shapes.py': '    import layers\nexec("import other")\n',
    '/nets/deep/fc.py': 'import nets.layers\nfrom vision import conv\n',
  });
  const own = async (text: string, folder = '/nets') => {
    const used = await usedFiles(text, `${folder}/gradcheck.json`, read);
    const sources = ['nn', 'layers', 'helpers/activations', 'parts/pool', 'shapes', 'common', 'other'];
    return sources.filter((name) => used.has(`/nets/${name}.py`));
  };
  assert.deepEqual(await own('{ "code": { "python": "nn.py" } }'), [
    'nn',
    'layers',
    'helpers/activations',
    'parts/pool',
    'shapes',
    'common',
  ]);
  assert.deepEqual(await own('{ "code": { "command": ["python3", "shapes.py"] } }'), [
    'layers',
    'parts/pool',
    'shapes',
    'common',
  ]);
  // Imports work from the folder of the config too.
  const used = await usedFiles('{ "code": { "python": "deep/fc.py" } }', '/nets/gradcheck.json', read);
  assert.deepEqual(
    ['/nets/vision.py', '/nets/vision/conv.py', '/nets/deep/vision/__init__.py'].map((file) =>
      used.has(file),
    ),
    [true, true, true],
  );
});

test('modules of JavaScript and TypeScript are followed through each kind of import', async () => {
  const read = readOf({
    '/nets/nn.mjs': `import { dense } from './dense.js';\nimport "./setup.mjs"; import fs from 'node:fs';`,
    '/nets/dense.js': "const { relu } = require('../shared/relu');\nexport * from './types'",
    '/nets/types.ts': "const late = await import('./late.mts');",
  });
  const used = await usedFiles('{ "code": { "javascript": "nn.mjs" } }', '/nets/gradcheck.json', read);
  assert.deepEqual(
    ['dense.js', 'setup.mjs', 'types.ts', 'late.mts', 'fs.js'].map((name) => used.has(`/nets/${name}`)),
    [true, true, true, true, false],
  );
  assert.equal(used.has('/shared/relu.cjs'), true);
});

test('datasets are not read for imports', async () => {
  const asked: string[] = [];
  await usedFiles(
    '{ "dataset": { "file": "a.h5" }, "code": { "python": "b.py" } }',
    '/gradcheck.json',
    async (file) => {
      asked.push(file);
      return undefined;
    },
  );
  assert.deepEqual(asked, ['/b.py']);
});
