import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';

const text = `{
  // the network
  "model": {
    "layers": [
      { "type": "Dense", "units": 5 },
      {
        "type": "Dense",
        "units": 1
      }
    ]
  }
}
`;

function at(line: number, column: number, endColumn: number) {
  return { file: 'a.json', line, column, endLine: line, endColumn };
}

test('a value is found by its path, with 1-based lines and columns', () => {
  const document = readConfig(text, 'a.json');
  assert.deepEqual(document.locate(['model', 'layers', 0]), at(5, 7, 38));
  assert.deepEqual(document.locate(['model', 'layers', 0, 'units']), at(5, 35, 36));
});

test('a value of several lines ends with its first', () => {
  const document = readConfig(text, 'a.json');
  assert.deepEqual(document.locate(['model', 'layers', 1]), at(6, 7, 8));
  assert.deepEqual(document.locate([]), at(1, 1, 2));
  assert.deepEqual(document.rangeOf(['model', 'layers', 1]), {
    offset: text.indexOf('{\n        "type"'),
    length: '{\n        "type": "Dense",\n        "units": 1\n      }'.length,
  });
});

test('a value that is not written is its nearest ancestor', () => {
  const document = readConfig(text, 'a.json');
  assert.deepEqual(document.locate(['model', 'layers', 0, 'activation', 'name']), at(5, 7, 38));
  assert.deepEqual(document.locate(['model', 'layers', 7]), at(4, 15, 16));
  assert.deepEqual(document.locate(['check', 'epsilon']), at(1, 1, 2));
  assert.deepEqual(document.locate(['model', 'layers', 0, 'units', 'x']), at(5, 35, 36));
});

test('carriage returns and a byte order mark count for nothing', () => {
  const document = readConfig(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'a.json');
  assert.equal(document.problems.length, 0);
  assert.deepEqual(document.locate(['model', 'layers', 0]), at(5, 7, 38));
  assert.deepEqual(document.locate(['model', 'layers', 1]), at(6, 7, 8));
  assert.deepEqual(readConfig('\uFEFF{"model":5}', 'a.json').problems[0]?.location, at(1, 10, 11));
});

test('an unknown key is underlined itself, a missing one at its object, a wrong value at the value', () => {
  const { problems } = readConfig(
    `{
  "model": { "layers": [
    { "type": "Dense", "nam": "a", "units": 0 },
    { "type": "Dense" }
  ] }
}`,
    'a.json',
  );
  assert.deepEqual(
    problems.map(({ code, path, location }) => [code, path, location]),
    [
      ['config.unknownKey', ['model', 'layers', 0, 'nam'], at(3, 24, 29)],
      ['config.value', ['model', 'layers', 0, 'units'], at(3, 45, 46)],
      ['config.missing', ['model', 'layers', 1, 'units'], at(4, 5, 24)],
    ],
  );
});

test('of equal keys the last counts, with a warning at it', () => {
  const document = readConfig('{\n  "seed": 1,\n  "model": [2, 1],\n  "seed": 2\n}', 'a.json');
  assert.equal(document.config?.seed, 2);
  assert.deepEqual(document.problems, [
    {
      severity: 'warning',
      code: 'config.duplicate',
      message: '"seed" stands twice in this object, first on line 2. This one counts; remove one of the two.',
      path: ['seed'],
      location: at(4, 3, 9),
      syntax: true,
    },
  ]);
  assert.deepEqual(document.locate(['seed']), at(4, 11, 12));
});
