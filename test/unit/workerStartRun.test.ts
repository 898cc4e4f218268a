import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../../src/protocol/events.ts';
import { crashReport } from '../../src/report/errorReport.ts';
import { startRun } from '../../src/worker/startRun.ts';
import { temporaryFolder } from './support/folders.ts';
import { programs, requestOf } from './support/runFixtures.ts';

const realWorker = fileURLToPath(new URL('../../src/worker/main.ts', import.meta.url));

/** Starts a run in a worker whose answer to a request is this code, or in the real one. */
function start(t: TestContext, code: string | null, { text = '', silenceMs = 60_000 } = {}) {
  const folder = temporaryFolder(t);
  const workerFile = code === null ? realWorker : join(folder, 'worker.cjs');
  if (code !== null) {
    const answer = `(post, folder) => { ${code} }`;
    writeFileSync(
      workerFile,
      `const { parentPort } = require('node:worker_threads');
       const post = (event) => parentPort.postMessage({ type: 'event', event });
       parentPort.once('message', () => (${answer})(post, ${JSON.stringify(folder)}));`,
    );
  }
  const events: RunEvent[] = [];
  const request = requestOf(folder, text, { programs: { ...programs, timeoutMs: silenceMs } });
  const run = startRun(request, {
    workerFile,
    silenceMs,
    onEvent: (event) => events.push(event),
  });
  return { run, events, folder };
}

/** The real worker, on a config that is as good as none. */
async function worksAgain(t: TestContext) {
  const { run, events } = start(t, null, { text: '{ "modle": [2, 1] }' });
  const report = await run.finished;
  assert.equal(report?.error?.message, '"modle" is not known in this config. Did you mean "model"?');
  assert.deepEqual(events, [{ type: 'finished', report }]);
}

const measuring = (fraction: number) =>
  `post({ type: 'progress', phase: 'check', fraction: ${fraction}, layer: 'hidden1' });`;

test('a worker that hangs is ended with a message, and the next run works', async (t) => {
  const { run, events } = start(t, `${measuring(0.5)} for (;;);`, { silenceMs: 2000 });
  const report = await run.finished;
  assert.deepEqual([report?.verdict, report?.error?.code], ['error', 'worker.timeout']);
  assert.equal(
    report?.error?.message,
    'The check was ended after 2 s without progress, while measuring hidden1. Choose fewer examples or a smaller network, or raise the setting gradientCheck.timeoutSeconds (--timeout on the command line).',
  );
  assert.deepEqual(report.error.location, { file: 'gradcheck.json', line: 1, column: 1 });
  assert.deepEqual(
    events.map(({ type }) => type),
    ['progress', 'finished'],
  );
  await worksAgain(t);
});

test('what a silent worker was at is said in words', async (t) => {
  const phrase = async (code: string) => {
    const report = await start(t, `${code} setInterval(() => {}, 1000);`, { silenceMs: 2000 }).run.finished;
    return report?.error?.message.match(/without progress, (.*?)\. /)?.[1];
  };
  const phase = (name: string) => `post({ type: 'progress', phase: '${name}', fraction: 0, layer: null });`;
  assert.deepEqual(await Promise.all(['', phase('data'), phase('gradient'), phase('check')].map(phrase)), [
    'before it had begun',
    'while reading the data, which may be damaged',
    'while computing the analytical gradient',
    'while measuring the numerical gradient',
  ]);
});

test('a worker that reports now and then may take its time', async (t) => {
  const { run } = start(
    t,
    `let said = 0;
     const timer = setInterval(() => {
       post({ type: 'progress', phase: 'check', fraction: said / 12, layer: 'hidden1' });
       if (++said === 12) { clearInterval(timer); post({ type: 'finished', report: { verdict: 'pass' } }); }
     }, 200);`,
    { silenceMs: 2000 },
  );
  assert.deepEqual(await run.finished, { verdict: 'pass' });
});

test('user code that hangs is told of as such, before the run itself is given up', async (t) => {
  const command = JSON.stringify([process.execPath, '-e', 'setInterval(() => {}, 1000)']);
  const { run } = start(t, null, { text: `{ "code": { "command": ${command} } }`, silenceMs: 1000 });
  const report = await run.finished;
  assert.equal(report?.error?.code, 'code.hangs');
  assert.match(report?.error?.message ?? '', / has not returned for 1 s and was ended\./);
  await worksAgain(t);
});

test('a worker that throws is told as a mistake of ours, and the next run works', async (t) => {
  const { run, events } = start(t, `${measuring(0.5)} throw new TypeError('no such thing');`);
  const report = await run.finished;
  assert.equal(report?.error?.code, 'worker.crash');
  assert.equal(
    report?.error?.message,
    'The check ended unexpectedly: no such thing. This is a mistake in Gradient Check, or a damaged file that its reader cannot survive. The log has the details, or "detail" of --format json; the next run starts afresh.',
  );
  assert.match(report?.detail ?? '', /^TypeError: no such thing\n +at /);
  assert.equal(events.filter(({ type }) => type === 'finished').length, 1);
  await worksAgain(t);
});

test('a worker that ends itself is told so', async (t) => {
  const report = await start(t, 'process.exit(3);').run.finished;
  assert.equal(report?.error?.code, 'worker.crash');
  assert.match(
    report?.error?.message ?? '',
    /^The check ended unexpectedly: the worker ended with code 3\. /,
  );
});

test('a worker that cannot even start is told so', async (t) => {
  const { finished } = startRun(requestOf(temporaryFolder(t), ''), {
    workerFile: join(temporaryFolder(t), 'none.js'),
    silenceMs: 60_000,
    onEvent: () => {},
  });
  const report = await finished;
  assert.equal(report?.error?.code, 'worker.crash');
  assert.match(report?.error?.message ?? '', /^The check ended unexpectedly: Cannot find module .*none\.js/);
});

test('memory that is not there is told as such', async (t) => {
  const message =
    'The check ran out of memory and was ended. Choose fewer examples ("examples" in "dataset") or a smaller network.';
  const report = await start(t, 'new Float64Array(2 ** 45);').run.finished;
  assert.deepEqual([report?.error?.code, report?.error?.message], ['worker.memory', message]);
  const heap = Object.assign(new Error('Worker terminated due to reaching memory limit'), {
    code: 'ERR_WORKER_OUT_OF_MEMORY',
  });
  const other = crashReport('gradcheck.json', heap, 1).error;
  assert.deepEqual([other?.code, other?.message], ['worker.memory', message]);
});

test('a cancelled run has no report, tells nothing more, and its thread is gone', async (t) => {
  const { run, events, folder } = start(
    t,
    `const { appendFileSync } = require('node:fs');
     ${measuring(0.25)}
     for (;;) appendFileSync(folder + '/alive', '.');`,
  );
  while (events.length === 0 || !existsSync(join(folder, 'alive'))) await sleep(5);
  run.cancel();
  run.cancel();
  assert.equal(await run.finished, null);
  const size = statSync(join(folder, 'alive')).size;
  await sleep(100);
  assert.equal(statSync(join(folder, 'alive')).size, size);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['progress'],
  );
  await worksAgain(t);
});

test('a run cancelled at once, or when it is over, is no trouble', async (t) => {
  const early = start(t, measuring(0)).run;
  early.cancel();
  assert.equal(await early.finished, null);
  const late = start(t, `post({ type: 'finished', report: { verdict: 'pass' } });`).run;
  const report = await late.finished;
  late.cancel();
  assert.deepEqual([report, await late.finished], [{ verdict: 'pass' }, { verdict: 'pass' }]);
});

test('slow user code that answers is alive, however long it takes to know its point', async (t) => {
  const example = readFileSync(
    fileURLToPath(new URL('../../media/protocol/example.mjs', import.meta.url)),
    'utf8',
  );
  const wait = (ms: number) => `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms}) &&`;
  const waiting = example
    .replace('gradients: () =>', `gradients: () => ${wait(1000)}`)
    .replace('const cost = () =>', `const cost = () => ${wait(15)}`);
  assert.notEqual(waiting, example);
  const file = join(temporaryFolder(t), 'slow.mjs');
  writeFileSync(file, waiting);
  const command = JSON.stringify([process.execPath, file]);
  // Four gradients of 1 s and more than a hundred costs of 15 ms come before any entry is measured.
  const { run } = start(t, null, { text: `{ "code": { "command": ${command} } }`, silenceMs: 1200 });
  assert.equal((await run.finished)?.verdict, 'pass');
});
