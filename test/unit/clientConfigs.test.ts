import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseConfig, isConfigFile } from '../../src/client/configChoice.ts';
import { layerPosition } from '../../src/client/layerPosition.ts';
import { namedFiles } from '../../src/client/namedFiles.ts';

const cat = {
  file: '/nets/cat.gradcheck.json',
  text: `{
    // the images
    "dataset": { "file": "data/cats.h5" },
    "model": { "layers_dims": [12288, 5, 1], },
    "code": { "recorded": "../gradients.h5" },
  }`,
};
const dog = {
  file: '/nets/dogs/gradcheck.json',
  text: '{ "dataset": { "file": "../data/dogs.h5" }, "code": { "recorded": "../../gradients.h5" } }',
};

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

test('else the one that names the active file, whatever folder it is in', () => {
  const choose = (active: string) => chooseConfig(active, [cat, dog]);
  assert.deepEqual(choose('/nets/data/cats.h5'), { kind: 'config', file: cat.file });
  assert.deepEqual(choose('/nets/data/dogs.h5'), { kind: 'config', file: dog.file });
});

test('when several name the active file, the question is between them', () => {
  const bird = { file: '/nets/gradcheck.json', text: '{}' };
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
