import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { readArguments } from '../../src/cli/arguments.ts';
import { UsageError } from '../../src/cli/usageError.ts';

test('what is not said has a default', () => {
  assert.deepEqual(readArguments(['a.json']), {
    command: 'run',
    configs: ['a.json'],
    folder: '.',
    format: 'pretty',
    output: null,
    overrides: [],
    quiet: false,
    verbose: false,
    timeoutSeconds: 30,
    python: null,
    workers: availableParallelism(),
    memoryLimitMB: 1024,
  });
});

test('"run" before the configs may be left out', () => {
  assert.deepEqual(readArguments(['run', 'a.json', 'b.json']), readArguments(['a.json', 'b.json']));
  assert.deepEqual(readArguments(['run', 'run']).configs, ['run']);
});

test('options stand anywhere, with a space or an equals sign', () => {
  const { configs, format, output, quiet, timeoutSeconds, memoryLimitMB } = readArguments(
    '--format json a.json -o out.json -q --timeout=2.5 b.json --memory 64'.split(' '),
  );
  assert.deepEqual(
    [configs, format, output, quiet, timeoutSeconds, memoryLimitMB],
    [['a.json', 'b.json'], 'json', 'out.json', true, 2.5, 64],
  );
});

test('--set reads JSON, and text where it is none', () => {
  const set = (text: string) => readArguments(['a.json', '--set', text]).overrides[0];
  assert.deepEqual(set('check.epsilon=1e-4'), { path: ['check', 'epsilon'], value: 1e-4 });
  assert.deepEqual(set('dataset.scale=standardize'), { path: ['dataset', 'scale'], value: 'standardize' });
  assert.deepEqual(set('model.layers.1.units=3'), { path: ['model', 'layers', 1, 'units'], value: 3 });
  assert.deepEqual(set('dataset.examples=[1, 2]'), { path: ['dataset', 'examples'], value: [1, 2] });
  assert.deepEqual(set('dataset.file=a=b.h5'), { path: ['dataset', 'file'], value: 'a=b.h5' });
  assert.deepEqual(set('dataset.file='), { path: ['dataset', 'file'], value: '' });
});

test('help and version need no config', () => {
  assert.equal(readArguments(['-h']).command, 'help');
  assert.equal(readArguments(['--version']).command, 'version');
});

test('every wrong use says what would be right', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['', 'Name a config to check, such as gradcheck.json.'],
    ['run', 'Name a config to check, such as gradcheck.json.'],
    ['a.json --fromat json', 'There is no option --fromat. Did you mean --format?'],
    ['a.json --colour', 'There is no option --colour.'],
    ['a.json -x', 'There is no option -x.'],
    ['a.json --output', '--output needs a value after it.'],
    ['a.json -o', '--output needs a value after it.'],
    ['a.json --set --quiet', '--set needs a value after it.'],
    ['a.json --quiet=yes', '--quiet takes no value.'],
    ['a.json --format junit', '--format junit is not available. Choose pretty or json.'],
    ['a.json --set epsilon', '--set epsilon has no value. Write it as --set check.epsilon=1e-4.'],
    ['a.json --timeout soon', '--timeout soon is not a number above 0.'],
    ['a.json --memory 0', '--memory 0 is not a number above 0.'],
    ['init a b', '"init" looks at one folder. Name one, or none for the folder you are in.'],
  ];
  for (const [words, message] of wrong) {
    const call = () => readArguments(words === '' ? [] : words.split(' '));
    assert.throws(call, (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.deepEqual([words, error.message], [words, message]);
      return true;
    });
  }
});
