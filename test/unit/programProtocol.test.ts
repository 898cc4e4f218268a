import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/protocol/report.ts';
import { noHost, run } from '../../src/worker/run.ts';
import { writeHdf5 } from './support/dataFixtures.ts';
import { temporaryFolder } from './support/folders.ts';
import { programs, requestOf } from './support/runFixtures.ts';

const example = readFileSync(
  fileURLToPath(new URL('../../media/protocol/example.mjs', import.meta.url)),
  'utf8',
);

/** Checks the example of the protocol, or what became of it by an edit. */
async function check(
  t: TestContext,
  {
    edit = ['', ''],
    config = {},
    timeoutMs = 30_000,
  }: { edit?: [string, string]; config?: object; timeoutMs?: number } = {},
): Promise<{ report: Report; printed: string }> {
  const folder = temporaryFolder(t);
  assert.ok(example.includes(edit[0]));
  writeFileSync(join(folder, 'example.mjs'), example.replace(...edit));
  const text = JSON.stringify({ code: { command: [process.execPath, 'example.mjs'] }, ...config });
  const pids: number[] = [];
  let printed = '';
  const host = {
    onProcess: (pid: number) => pids.push(pid),
    onOutput: (output: string) => (printed += output),
    onAnswer: () => {},
  };
  let report: Report | undefined;
  for await (const event of run(requestOf(folder, text, { programs: { ...programs, timeoutMs } }), host)) {
    if (event.type === 'finished') report = event.report;
  }
  assert.ok(report && pids.length > 0);
  for (const pid of pids) assert.equal(await isGone(pid), true);
  return { report, printed };
}

/** A killed process is a moment in ending. */
async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const state = existsSync(`/proc/${pid}/stat`)
      ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2]
      : 'X';
    if (state === 'Z' || state === 'X') return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

test('the example of the protocol passes as it is', async (t) => {
  const { report } = await check(t);
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(report.subject, { kind: 'command', file: 'example.mjs' });
  assert.deepEqual(
    report.layers.map(({ name, type, verdict, parameters }) => [
      name,
      type,
      verdict,
      parameters.map((p) => p.shape),
    ]),
    [['logistic', 'Dense', 'pass', [[3, 1], [1]]]],
  );
  // z = x w + b of its first example is 0.64: the cost is log(1 + e^z) − y z, averaged.
  assert.ok(report.loss !== null && Math.abs(report.loss - 0.6780079755550205) < 1e-15);
});

test('with a model and data it stands at the point of the reference network, and has its cost', async (t) => {
  const file = await writeHdf5(t, {
    x: { data: Float64Array.from({ length: 18 }, (_, k) => Math.sin(k)), shape: [6, 3] },
    y: { data: Float64Array.of(0, 1, 0, 1, 1, 0), shape: [6] },
  });
  const described = {
    dataset: { file, features: 'x', labels: 'y', examples: [4, 0, 1] },
    model: { layers_dims: [3, 1], loss: 'binary_crossentropy' },
  };
  const { report } = await check(t, { config: described });
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(report.examples, [4, 0, 1]);
  assert.deepEqual(
    report.layers.map(({ name, location }) => [name, location.line]),
    [['output', 1]],
  );
  // Had it computed another cost, a note would say so.
  assert.deepEqual(report.diagnostics, []);
  const other = await check(t, {
    config: described,
    edit: ['Math.log1p(Math.exp(z))', '2 * Math.log1p(Math.exp(z))'],
  });
  assert.ok(other.report.diagnostics.some(({ code }) => code === 'code.otherCost'));
});

test('a doubled gradient fails in its own tensor', async (t) => {
  const { report } = await check(t, { edit: ['sum + d * x[i][k], 0)', 'sum + 2 * d * x[i][k], 0)'] });
  assert.equal(report.verdict, 'fail');
  assert.deepEqual(
    report.layers[0]?.parameters.map(({ name, verdict }) => [name, verdict]),
    [
      ['kernel', 'fail'],
      ['bias', 'pass'],
    ],
  );
  assert.match(report.diagnostics[0]?.message ?? '', /It is 2 times the numerical one/);
});

test('a gradient of another shape, or none, is wrong by that alone', async (t) => {
  const unsummed = await check(t, {
    edit: [
      'gradients().map((values, t) => [String(t), tensors[t].shape, values])',
      '[["0", [3, 1], gradients()[0]], ["1", [4, 1], Float64Array.of(1, 2, 3, 4)]]',
    ],
  });
  assert.deepEqual(
    unsummed.report.diagnostics.map(({ code }) => code),
    ['gradient.shape'],
  );
  assert.match(
    unsummed.report.diagnostics[0]?.message ?? '',
    /has shape \(4, 1\), but the bias itself has \(1,\)/,
  );
  const missing = await check(t, {
    edit: ['tensors[t].shape, values])]', 'tensors[t].shape, values]).slice(0, 1)]'],
  });
  assert.equal(missing.report.verdict, 'fail');
  assert.deepEqual(
    missing.report.diagnostics.map(({ code }) => code),
    ['gradient.missing'],
  );
});

const broken: [name: string, edit: [string, string], code: string, message: RegExp][] = [
  ['ends itself', ['gradients: () =>', 'gradients: () => process.exit(3) ??'], 'code.crashed', /exit code 3/],
  [
    'prints to standard output',
    ['open(header, arrays) {', "open(header, arrays) { console.log('hello, everyone');"],
    'code.protocol',
    /standard error/,
  ],
  [
    'raises',
    ['gradients: () =>', "gradients: () => { throw new Error('no gradient today') } ,\n  other: () =>"],
    'code.crashed',
    /exit code 1/,
  ],
  ['says nothing sensible', ['tensors: told,', 'tensors: 5,'], 'code.protocol', /"open", tensors/],
  [
    'answers with too few costs',
    [
      'direction ? [offsets.length] : [entries.length, offsets.length], Float64Array.from(costs)',
      '[1], Float64Array.of(1)',
    ],
    'code.protocol',
    /numbers instead of/,
  ],
];
for (const [name, edit, code, message] of broken) {
  test(`a program that ${name} is told of`, async (t) => {
    const { report } = await check(t, { edit });
    assert.equal(report.verdict, 'error');
    assert.equal(report.error?.code, code);
    assert.match(report.error?.message ?? '', message);
  });
}

test('a program that hangs is ended, and the message says how long it was waited for', async (t) => {
  const { report } = await check(t, {
    edit: ['gradients: () =>', 'gradients: () => { for (;;); } ,\n  other: () =>'],
    timeoutMs: 1000,
  });
  assert.equal(report.error?.code, 'code.hangs');
  assert.match(report.error?.message ?? '', /^example\.mjs has not returned for 1 s and was ended\./);
});

test('a command that is not there is named', async (t) => {
  const text = '{ "code": { "command": ["no-such-program", "nn.jl"] } }';
  let report: Report | undefined;
  for await (const event of run(requestOf(temporaryFolder(t), text))) {
    if (event.type === 'finished') report = event.report;
  }
  assert.equal(report?.error?.code, 'code.notStarted');
  assert.match(report?.error?.message ?? '', /^nn\.jl could not be started: there is no no-such-program\./);
});

test('without trust nothing is started', async (t) => {
  const text = `{ "code": { "command": [${JSON.stringify(process.execPath)}, "-e", "1"] } }`;
  const pids: number[] = [];
  let report: Report | undefined;
  const request = requestOf(temporaryFolder(t), text, { programs: { ...programs, trusted: false } });
  for await (const event of run(request, { ...noHost, onProcess: (pid) => pids.push(pid) })) {
    if (event.type === 'finished') report = event.report;
  }
  assert.equal(report?.error?.code, 'code.untrusted');
  assert.deepEqual(pids, []);
});

test('what a program prints to standard error goes to the log', async (t) => {
  const { printed } = await check(t, {
    edit: ['open(header, arrays) {', "open(header, arrays) { console.error('hello');"],
  });
  assert.equal(printed, 'hello\n');
});
