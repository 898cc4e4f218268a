import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ConfigDocument, readConfig } from '../../src/config/document.ts';

const valid = `{
  // a small network
  "seed": 1,
  "dataset": { "file": "a.h5", "examples": [0, 7], "scale": { "mean": 0.5, "std": [1, 2] } },
  "model": {
    "layers": [
      { "type": "Flatten" },
      { "type": "Dense", "units": 3, "activation": { "name": "leaky_relu", "negative_slope": 0.1 } },
      { "type": "Dropout", "rate": 0.5 },
      { "type": "Dense", "name": "output", "units": 1, "kernel_initializer": "zeros" },
    ],
    "loss": { "name": "binary_crossentropy", "from_logits": true },
    "initializer": { "bias": { "name": "constant", "value": 1 } },
  },
  "check": { "epsilon": 1e-7, "method": "forward" },
}`;

/** Either a config or an error, and every problem at a place that the text has. */
function assertSound(document: ConfigDocument, text: string): void {
  const errors = document.problems.filter((problem) => problem.severity === 'error');
  assert.equal(document.config === null, errors.length > 0);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const { location, message } of document.problems) {
    const { line, column, endLine, endColumn } = location;
    assert.ok(line >= 1 && line <= lines.length, `${line}: ${message}`);
    assert.equal(endLine, line);
    assert.ok(
      endColumn !== undefined && column >= 1 && column <= endColumn,
      `${column}-${endColumn}: ${message}`,
    );
    assert.ok(endColumn <= (lines[line - 1] as string).length + 1, `${endColumn}: ${message}`);
    assert.match(message, /[.?]$/);
    assert.doesNotMatch(
      message,
      /Invalid |undefined|\[object|Too |expected (one|string|number|object|array)/,
    );
  }
  const places = document.problems.map(({ path, code, message }) => `${path.join('.')} ${code} ${message}`);
  assert.equal(new Set(places).size, places.length, 'one problem per mistake');
}

test('the text that is mutated below is valid', () => {
  assert.deepEqual(readConfig(valid, 'a.json').problems, []);
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.stringMatching(/^[{}[\]",:\s\w/*\\-]*$/)),
      (text) => assertSound(readConfig(text, 'a.json'), text),
    ),
    { numRuns: 500 },
  );
});

test('a config with some of its text replaced is read or explained', () => {
  const snippet = fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '-',
      'null',
      '"x"',
      '\r\n',
      '/*',
      '//',
      '{}',
      '"seed": 2,',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.nat(valid.length), fc.nat(12), snippet, (start, length, inserted) => {
      const text = valid.slice(0, start) + inserted + valid.slice(start + length);
      assertSound(readConfig(text, 'a.json'), text);
    }),
    { numRuns: 1500 },
  );
});

test('a config with any of its values replaced is read or explained, and never by more than two problems', () => {
  const parsed: unknown = JSON.parse(valid.replace(/\/\/.*/, '').replaceAll(/,(\s*[}\]])/g, '$1'));
  const paths: (string | number)[][] = [];
  const collect = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) collect((value as Record<string | number, unknown>)[key], [...path, key]);
  };
  collect(parsed, []);
  const scalar = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 0.5, 1e300, '', 'tanh', 'Dense', 'x'),
    fc.double(),
    fc.string(),
  );
  const replacement = fc.oneof(scalar, fc.array(scalar, { maxLength: 1 }), fc.constant({}));
  fc.assert(
    fc.property(fc.constantFrom(...paths), replacement, (path, value) => {
      const document = readConfig(valid, 'a.json', [{ path, value }]);
      assertSound(document, valid);
      // Another type of layer leaves the keys of the first behind: each of them is a mistake of its own.
      if (path.at(-1) === 'type' || path.at(-1) === 'name') return;
      assert.ok(document.problems.length <= 2);
      for (const problem of document.problems) assert.match(problem.message, /^--set /);
    }),
    { numRuns: 1500 },
  );
});
