import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { type TestContext, test } from 'node:test';
import { jsonText } from '../../src/cli/jsonText.ts';
import { writeHdf5 } from './support/dataFixtures.ts';
import { reportOf } from './support/runFixtures.ts';

/** The report as another program reads it. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Shape = ((value: Json) => boolean) | readonly [Shape] | { readonly [key: string]: Shape };

const text: Shape = (value) => typeof value === 'string';
const count: Shape = (value) => Number.isInteger(value) && (value as number) >= 0;
const number: Shape = (value) => typeof value === 'number' && Number.isFinite(value);
const flag: Shape = (value) => typeof value === 'boolean';
const oneOf =
  (...words: readonly Json[]): Shape =>
  (value) =>
    words.includes(value);
const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === null || fits(value, shape);
const pair: Shape = (value) => Array.isArray(value) && value.length === 2 && fits(value, [number]);

/** A key with a question mark may be missing; any other must be there, and there are no more. */
function fits(value: Json, shape: Shape): boolean {
  if (typeof shape === 'function') return shape(value);
  if (Array.isArray(shape))
    return Array.isArray(value) && value.every((item) => fits(item, shape[0] as Shape));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const known = Object.entries(shape).map(([key, inner]) => ({
    key: key.replace('?', ''),
    inner,
    may: key.endsWith('?'),
  }));
  const misfits = [
    ...known.filter(({ key, inner, may }) => {
      const part = value[key];
      return part === undefined ? !may : !fits(part, inner);
    }),
    ...Object.keys(value).filter((key) => !known.some((other) => other.key === key)),
  ];
  assert.deepEqual(misfits, [], JSON.stringify(value));
  return true;
}

const verdict = oneOf('pass', 'fail', 'inconclusive', 'vacuous');
const location: Shape = { file: text, line: count, column: count, 'endLine?': count, 'endColumn?': count };
const classical: Shape = { difference: optional(number), threshold: number, pass: flag };
const norms = { analytical_norm: optional(number), numerical_norm: optional(number) };
const report: Shape = {
  version: oneOf(1),
  config: text,
  subject: { kind: oneOf('reference', 'recorded', 'python', 'javascript', 'command'), 'file?': text },
  verdict: oneOf('pass', 'fail', 'inconclusive', 'vacuous', 'error'),
  difference: optional(number),
  classical: optional(classical),
  threshold: number,
  method: oneOf('central', 'forward'),
  epsilon: optional(number),
  loss: optional(number),
  examples: [count],
  parameters: { total: count, checked: count, nonzero: count },
  culprit: optional(text),
  culprits: [text],
  layers: [
    {
      name: text,
      type: text,
      verdict,
      difference: optional(number),
      interval: optional(pair),
      role: oneOf('culprit', 'inherits', 'none'),
      ...norms,
      classical,
      parameters: [
        {
          name: text,
          shape: [count],
          verdict,
          difference: optional(number),
          checked: count,
          total: count,
          nonzero: count,
          ...norms,
          worst: optional({
            index: [count],
            analytical: optional(number),
            numerical: optional(number),
            error: optional(number),
          }),
          arbitrated: count,
          reason: text,
        },
      ],
      location,
      backward: optional({ ...location, name: optional(text) }),
    },
  ],
  diagnostics: [
    {
      severity: oneOf('error', 'warning', 'information'),
      code: (value) => /^[a-z]+(\.[a-zA-Z]+)+$/.test(String(value)),
      message: text,
      layer: optional(text),
      location,
      related: [{ message: text, location }],
    },
  ],
  causes: [{ code: text, layer: text, message: text, residual: number, evidence: text }],
  timing: { total_ms: number, dataset_ms: number, check_ms: number, evaluations: count },
  error: optional({ code: text, message: text, location }),
  'detail?': optional(text),
};

async function jsonOf(t: TestContext, config: string): Promise<{ [key: string]: Json }> {
  const file = await writeHdf5(t, {
    x: { data: Float64Array.of(1, -1, 2, 0.5, -1.5, 1), shape: [3, 2] },
    y: { data: Int32Array.of(0, 1, 1) },
    'batch/x': { data: Float64Array.of(1, 2), shape: [1, 2] },
    'batch/y': { data: Int32Array.of(1) },
    W1: { data: Float64Array.of(0.5, -0.5), shape: [1, 2] },
    b1: { data: Float64Array.of(0.25) },
    dW1: { data: Float64Array.of(Number.NaN, 1), shape: [1, 2] },
    db1: { data: Float64Array.of(3) },
  });
  const parsed = JSON.parse(jsonText([await reportOf(dirname(file), config)]));
  assert.ok(fits(parsed, report));
  return parsed;
}

const data = '"dataset": { "file": "data.h5", "features": "x", "labels": "y", "examples": 3 }';

test('the JSON of a pass', async (t) => {
  const { verdict, error, parameters } = await jsonOf(t, `{ ${data}, "model": [2, 3, 1] }`);
  assert.deepEqual([verdict, error, parameters], ['pass', null, { total: 13, checked: 13, nonzero: 13 }]);
});

test('the JSON of a fail with NaN: null stands for what is no number', async (t) => {
  const { verdict, difference, layers } = await jsonOf(
    t,
    '{ "model": { "layers": [{ "type": "Dense", "name": "out", "units": 1, "activation": "sigmoid" }] }, "code": { "recorded": "data.h5" } }',
  );
  const [
    {
      parameters: [kernel],
    },
  ] = layers as [{ parameters: [{ worst: Json }] }];
  assert.deepEqual([verdict, difference], ['fail', null]);
  assert.equal((kernel.worst as { analytical: Json }).analytical, null);
});

test('the JSON of a vacuous layer', async (t) => {
  const { verdict } = await jsonOf(t, `{ ${data.replace('"x"', '"x", "scale": 1e-6')}, "model": [2, 3, 1] }`);
  assert.equal(verdict, 'vacuous');
});

test('the JSON of a cost that is not finite', async (t) => {
  const { verdict, loss } = await jsonOf(
    t,
    `{ ${data}, "model": { "layers": [{ "type": "Dense", "units": 1 }], "loss": "binary_crossentropy" } }`,
  );
  assert.deepEqual([verdict, loss], ['inconclusive', null]);
});

test('the JSON of an error, in the config and behind it', async (t) => {
  const config = await jsonOf(t, '{ "model": 5 }');
  assert.deepEqual([config.verdict, (config.error as { code: Json }).code], ['error', 'config.type']);
  const file = await jsonOf(t, '{ "dataset": { "file": "none.h5" }, "model": [2, 1] }');
  assert.deepEqual([file.verdict, (file.error as { code: Json }).code], ['error', 'data.missing']);
});

test('several reports are a list with a version', async (t) => {
  const one = await jsonOf(t, '{ "model": 5 }');
  const both = JSON.parse(jsonText([one, one] as never));
  assert.deepEqual(both, { version: 1, reports: [one, one] });
});
