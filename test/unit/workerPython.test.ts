import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/protocol/report.ts';
import { lacking } from '../zoo/support/python.ts';
import { writeHdf5 } from './support/dataFixtures.ts';
import { temporaryFolder } from './support/folders.ts';
import { programs, reportOf } from './support/runFixtures.ts';

const missing = lacking(['numpy']);
const needsNumpy = missing !== null && `Python has no ${missing}: apt-get install python3-${missing}`;

const course = readFileSync(fileURLToPath(new URL('../bench/nn.py', import.meta.url)), 'utf8');

/** A folder with a data set of 9 examples of (3, 2) features, and the course's network. */
async function courseFolder(t: TestContext, code = course): Promise<string> {
  const folder = dirname(
    await writeHdf5(t, {
      x: { data: Float64Array.from({ length: 54 }, (_, k) => Math.sin(3 * k + 1)), shape: [9, 3, 2] },
      y: { data: Float64Array.of(0, 1, 1, 0, 1, 0, 0, 1, 1), shape: [9] },
    }),
  );
  writeFileSync(join(folder, 'nn.py'), code);
  return folder;
}

const described = (code: string, check = '{ "epsilon": 1e-4 }') => `{
  "dataset": { "file": "data.h5", "features": "x", "labels": "y", "examples": 4, "order": "F" },
  "model": { "layers": [
    { "type": "Dense", "name": "hidden1", "units": 4, "activation": "tanh" },
    { "type": "Dense", "name": "hidden2", "units": 3, "activation": "tanh" },
    { "type": "Dense", "name": "output", "units": 1, "activation": "sigmoid" }
  ] },
  ${code}"check": ${check}
}`;

const inPython = '"code": { "python": "nn.py" },\n  ';

/** What must not depend on whose code computed it, to so many digits. */
const numbers = ({ examples, loss, layers }: Report, digits: number) => ({
  examples,
  loss: loss?.toPrecision(14),
  norms: layers.map(({ name, analytical_norm, parameters }) => [
    name,
    analytical_norm?.toPrecision(digits),
    ...parameters.map((parameter) => parameter.numerical_norm?.toPrecision(digits)),
  ]),
});

test('code sees the examples, parameters and cost of the reference network, with no other hint', {
  skip: needsNumpy,
}, async (t) => {
  const folder = await courseFolder(t);
  const own = await reportOf(folder, described(inPython));
  const reference = await reportOf(folder, described(''));
  assert.equal(own.verdict, 'pass');
  assert.deepEqual(own.diagnostics, []);
  assert.deepEqual(numbers(own, 9), numbers(reference, 9));
  assert.deepEqual(own.subject, { kind: 'python', file: 'nn.py' });
  // Kernels are the code's own, as (units, inputs).
  assert.deepEqual(
    own.layers.map(({ parameters }) => parameters.map(({ name, shape }) => [name, shape])),
    [
      [
        ['kernel', [4, 6]],
        ['bias', [4, 1]],
      ],
      [
        ['kernel', [3, 4]],
        ['bias', [3, 1]],
      ],
      [
        ['kernel', [1, 3]],
        ['bias', [1, 1]],
      ],
    ],
  );
});

test('a wrong layer is said of its line in the config, and of the backward pass in the code', {
  skip: needsNumpy,
}, async (t) => {
  const wrong = course.replace(
    'grads["dW" + str(l)] = dZ @ A_prev.T / m',
    'grads["dW" + str(l)] = dZ @ A_prev.T / (m if l != 2 else 1)',
  );
  const report = await reportOf(await courseFolder(t, wrong), described(inPython));
  assert.deepEqual(
    report.layers.map(({ verdict }) => verdict),
    ['pass', 'fail', 'pass'],
  );
  assert.equal(report.culprit, 'hidden2');
  const line = wrong.split('\n').findIndex((text) => text.startsWith('def L_model_backward')) + 1;
  assert.deepEqual(
    report.diagnostics.map(({ severity, code, location, related }) => [
      severity,
      code,
      location.file,
      location.line,
      related,
    ]),
    [
      [
        'error',
        'gradient.mismatch',
        'gradcheck.json',
        5,
        [{ message: 'The backward pass, L_model_backward', location: { file: 'nn.py', line, column: 1 } }],
      ],
    ],
  );
  assert.match(report.diagnostics[0]?.message ?? '', /It is 4 times the numerical one/);
});

test('two processes give the numbers of one, bit for bit', { skip: needsNumpy }, async (t) => {
  const folder = await courseFolder(t);
  // So slow that the scan is worth sharing: 49 parameters, twice each.
  const slow = course.replace('    caches = []', '    import time\n    time.sleep(0.02)\n    caches = []');
  assert.notEqual(slow, course);
  writeFileSync(join(folder, 'nn.py'), slow);
  const [one, two] = await Promise.all(
    [1, 2].map((maxWorkers) =>
      reportOf(folder, described(inPython), { programs: { ...programs, maxWorkers } }),
    ),
  );
  assert.deepEqual({ ...two, timing: one?.timing }, one);
});

test('cost of another network is noted, and does not make the gradient wrong', {
  skip: needsNumpy,
}, async (t) => {
  const relu = course
    .replace('np.tanh(Z) if l < L', 'np.maximum(0, Z) if l < L')
    .replace('(1 - np.tanh(caches[l - 2][2]) ** 2)', '(caches[l - 2][2] > 0)');
  const report = await reportOf(await courseFolder(t, relu), described(inPython));
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(
    report.diagnostics.map(({ code }) => code),
    ['code.otherCost'],
  );
});

test('rows of functions stand at their own keys, else at the code', { skip: needsNumpy }, async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, 'layers.py'),
    `def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)


def scale_forward(x, factor):
    return x * factor, factor


def scale_backward(dout, cache):
    return dout
`,
  );
  const stated = await reportOf(
    folder,
    `{ "code": { "python": "layers.py", "functions": {
  "first": { "forward": "affine_forward", "backward": "affine_backward",
    "arguments": { "x": { "shape": [5, 3] }, "w": { "shape": [3, 2] }, "b": { "shape": [2] } } },
  "second": { "forward": "scale_forward", "backward": "scale_backward",
    "arguments": { "x": { "shape": [4, 3] }, "factor": 3 } }
} } }`,
  );
  assert.deepEqual(
    stated.layers.map(({ name, verdict, location, backward }) => [
      name,
      verdict,
      location.line,
      backward?.line,
    ]),
    [
      ['first', 'pass', 2, 5],
      ['second', 'fail', 4, 14],
    ],
  );
  assert.deepEqual([stated.loss, stated.examples, stated.culprit], [null, [], 'second']);
  assert.deepEqual(
    stated.diagnostics.map(({ code, location }) => [code, location.file, location.line]),
    [
      ['gradient.mismatch', 'gradcheck.json', 4],
      ['gradient.mismatch', 'layers.py', 14],
    ],
  );
  const found = await reportOf(folder, '{\n  "code": { "python": "layers.py" } }');
  assert.deepEqual(
    found.layers.map(({ name, verdict, location }) => [name, verdict, location.line]),
    [
      ['affine', 'pass', 2],
      ['scale', 'fail', 2],
    ],
  );
});

test('what the code raises is said of its line and of the config', { skip: needsNumpy }, async (t) => {
  const raising = course.replace('    grads = {}', '    grads = {}\n    grads["missing"]');
  const folder = await courseFolder(t, raising);
  const report = await reportOf(folder, described(inPython));
  assert.equal(report.verdict, 'error');
  const line = raising.split('\n').findIndex((text) => text.includes('"missing"')) + 1;
  assert.equal(report.error?.code, 'code.raised');
  assert.match(report.error?.message ?? '', /KeyError: 'missing'/);
  assert.deepEqual([report.error?.location.file, report.error?.location.line], ['nn.py', line]);
  assert.deepEqual(
    report.diagnostics.map(({ location }) => [location.file, location.line]),
    [
      ['nn.py', line],
      ['gradcheck.json', 8],
    ],
  );
  assert.match(report.detail ?? '', /, in L_model_backward\n/);
});

test('cat images: code of the course has the example, cost and differences of the reference job', {
  skip: needsNumpy,
}, async (t) => {
  const dataset = process.env.GRADIENT_CHECK_CAT_DATASET;
  if (!dataset) {
    t.skip('GRADIENT_CHECK_CAT_DATASET does not name the file of the cat images');
    return;
  }
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'nn.py'), course);
  const config = (scale: number, epsilon: number) => `{
    "dataset": { "file": ${JSON.stringify(dataset)}, "features": "train_set_x", "labels": "train_set_y", "examples": 1, "scale": ${scale}, "order": "F" },
    "model": { "layers_dims": [12288, 5, 5, 1], "initializer": { "kernel": { "name": "random_normal", "stddev": 0.01 }, "bias": "zeros" } },
    "code": { "python": "nn.py" }, "check": { "epsilon": ${epsilon} } }`;
  const scaled = await reportOf(folder, config(255, 1e-4));
  assert.equal(scaled.verdict, 'pass');
  assert.deepEqual(scaled.examples, [89]);
  assert.deepEqual(scaled.parameters, { total: 61481, checked: 61481, nonzero: 61376 });
  assert.ok(Math.abs((scaled.difference ?? 1) / 1.53e-10 - 1) < 0.1, `${scaled.difference}`);
  const raw = await reportOf(folder, config(1, 1e-7));
  assert.equal(raw.verdict, 'vacuous');
  assert.ok(Math.abs((raw.loss ?? 0) - 0.6931721167951169) <= 1e-15, `${raw.loss}`);
  assert.ok((raw.difference ?? 1) >= 3.0e-9 && (raw.difference ?? 1) <= 3.7e-9, `${raw.difference}`);
  assert.deepEqual(
    raw.layers.map(({ verdict }) => verdict),
    ['vacuous', 'pass', 'pass'],
  );
});
