import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';

/** The one problem of a text that is not JSON: its place and its message. */
function mistake(text: string): string {
  const { config, problems } = readConfig(text, 'gradcheck.json');
  assert.equal(config, null);
  assert.equal(problems.length, 1);
  const [problem] = problems;
  assert.equal(problem?.code, 'config.syntax');
  assert.equal(problem.syntax, true);
  const { line, column, endColumn } = problem.location;
  return `${line}:${column}-${endColumn} ${problem.message}`;
}

const notJson =
  'is not JSON. Keys and texts stand in double quotes; numbers are written as 5, 0.5 or 1e-7; the only words without quotes are true, false and null.';

test('half a config names the bracket that is open', () => {
  assert.equal(
    mistake('{\n  "model": {\n    "layers": [\n      { "type": "Flatten" },\n'),
    '4:28-29 The file ends, but the list that begins on line 3 is still open. Close it with "]".',
  );
  assert.equal(
    mistake('{\n  "dataset": {\n    "file":'),
    '3:11-12 The file ends, but the object that begins on line 2 is still open. Close it with "}".',
  );
  assert.equal(
    mistake('{ "model": [2, 1 }'),
    '1:18-19 "}" stands here, but the list that begins on line 1 is still open. Close it with "]".',
  );
});

test('every other mistake says what to write', () => {
  assert.equal(mistake('{ "seed": 1\n  "model": [2, 1] }'), '2:3-10 A comma is missing before this.');
  assert.equal(mistake('{ "seed" 1 }'), '1:10-11 A colon is missing here, between a key and its value.');
  assert.equal(
    mistake('{ "seed": }'),
    '1:11-12 A value is missing here: a number, a text in double quotes, a list in [ ] or an object in { }.',
  );
  assert.equal(
    mistake('{ "a": 1,, "b": 2 }'),
    '1:10-11 A key in double quotes is expected here, as in "units": 5.',
  );
  assert.equal(mistake("{ 'seed': 1 }"), `1:3-9 'seed' ${notJson}`);
  assert.equal(mistake('{ "use_bias": True }'), `1:15-19 True ${notJson}`);
  assert.equal(mistake(`{ ${'x'.repeat(30)} }`), `1:3-33 ${'x'.repeat(20)}… ${notJson}`);
  assert.equal(
    mistake('{ "seed": 1 }\n}'),
    '2:1-2 The config is complete before this. Remove what follows, or the closing bracket that ends it too early.',
  );
  assert.equal(
    mistake('{ "file": "a.h5\n}'),
    '1:11-16 This text has no closing quotation mark. Add " on the same line.',
  );
  assert.equal(mistake('{ /* later'), '1:3-11 This comment is not closed. Add */ at its end.');
  assert.equal(mistake('{ "seed": 1e }'), '1:11-13 This number is not complete. Write it as 5, 0.5 or 1e-7.');
  assert.equal(
    mistake('{ "file": "C:\\data" }'),
    '1:11-20 A single backslash does not belong in this text. Write \\\\ or, in paths, /.',
  );
  assert.equal(mistake('{ "file": "\\u12" }'), '1:11-17 \\u needs four hexadecimal digits, as in \\u00e9.');
  assert.equal(
    mistake('{ "file": "a\tb" }'),
    '1:11-16 This text contains a tab or another control character. Remove it; a tab is written \\t.',
  );
});

test('bottomless nesting is a message, not a crash', () => {
  assert.equal(
    mistake('['.repeat(200_000)),
    '1:1-2 This file nests thousands of brackets. Remove those that do not belong to a config.',
  );
});

test('a binary file given as a config says where such files are named', () => {
  assert.equal(
    mistake('\u0089HDF\r\n\u001a\n\0\0'),
    '1:1-2 This is not a text file. A config is JSON; an HDF5 file is named in it, as in "dataset": { "file": "data/train.h5" } or "code": { "recorded": "gradients.h5" }.',
  );
});
