import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodes } from './support/cliProcess.ts';
import { userFolder } from './support/folders.ts';
import { JavascriptRunner } from './support/javascriptRunner.ts';

const affine = `
export function affineForward(x, w, b) {
  const out = x.map((row) => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * w[i][j], bias)));
  return { out, cache: { x, w } };
}
export function affineBackward(dout, { x, w }) {
  const dx = dout.map((row) => w.map((weights) => weights.reduce((sum, weight, j) => sum + weight * row[j], 0)));
  const dw = w.map((weights, i) => weights.map((_, j) => x.reduce((sum, row, n) => sum + row[i] * dout[n][j], 0)));
  return { dx, dw, db: dout[0].map((_, j) => dout.reduce((sum, row) => sum + row[j], 0)) };
}`;

function started(t: TestContext, text: string, node?: string): { runner: JavascriptRunner; file: string } {
  const file = join(userFolder(t, { 'nn.mjs': text }), 'nn.mjs');
  return { runner: new JavascriptRunner(t, node), file };
}

const right = { 'affine.x': 'pass', 'affine.w': 'pass', 'affine.b': 'pass' };

const misbehaving: Record<string, string> = {
  'prints megabytes': 'console.log("y".repeat(3_000_000));',
  'writes to standard output': 'process.stdout.write("\\x10\\0\\0\\0{}");',
  'writes to its number': 'import { writeSync } from "node:fs"; writeSync(1, "\\x10\\0\\0\\0{}");',
  'ends standard output': 'process.stdout.end();',
  'reads what somebody would type': 'process.stdin.on("data", () => {}); process.stdin.resume();',
  'keeps a timer': 'setInterval(() => {}, 1000);',
  'takes every signal': 'for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => {});',
  'replaces Math.random': 'Math.random = () => 0.5;',
  'ends at its top level': 'process.exit(3);',
  'ends by an exit code': 'process.exitCode = 3;',
};

for (const { version, path: node } of nodes()) {
  for (const [what, line] of Object.entries(misbehaving)) {
    test(`${version}: the runner answers, and ends when asked no more, where the code ${what}`, async (t) => {
      const { runner, file } = started(t, `${affine}\n${line}\n`, node);
      assert.deepEqual(await runner.verdicts(await runner.open(file)), right);
      runner.child.stdin?.end();
      await runner.ended;
    });
  }

  test(`${version}: a function that hangs is found out, and ends with standard input`, async (t) => {
    const { runner, file } = started(
      t,
      `let turns = 0;
export function dampForward(x) {
  while (globalThis.late) {
    turns++;
  }
  return x.map((row) => row.map((z) => 0.5 * z));
}
export function dampBackward(dout) {
  globalThis.late = globalThis.ready;
  globalThis.ready = globalThis.checked;
  return dout.map((row) => row.map((d) => 0.5 * d));
}
setInterval(() => { globalThis.checked = true; }, 10);`,
      node,
    );
    assert.equal((await runner.open(file)).tensors.length, 1);
    // The way back sets the trap, once a timer has had its turn.
    let answered = 0;
    const hangs = (async () => {
      for (;;) {
        await runner.ask({ request: 'gradients' });
        answered++;
      }
    })();
    hangs.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const asked = answered;
    runner.send({ request: 'where' });
    while (runner.where === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(answered, asked);
    const { file: at, line, name } = runner.where as { file: string; line: number; name: string };
    assert.deepEqual([at, name], [file, 'dampForward']);
    assert.ok(line === 3 || line === 4);
    runner.child.stdin?.end();
    await runner.ended;
  });
}

test('where an idle runner is, is nowhere', async (t) => {
  const { runner, file } = started(t, affine);
  await runner.open(file);
  runner.send({ request: 'where' });
  while (runner.where === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(runner.where, null);
});

test('the runner does not outlive the process that started it', async (t) => {
  const { runner, file } = started(t, affine);
  await runner.open(file);
  const words = runner.child.spawnargs.slice(1);
  // Its standard input stays open: another process holds the other end.
  const parent = spawn(process.execPath, [
    '-e',
    `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ${JSON.stringify(words)}, { stdio: ['inherit', 'ignore', 'inherit'], detached: true });
setTimeout(() => { console.log(child.pid); process.exit(); }, 700);`,
  ]);
  const pid = await new Promise<number>((resolve) => {
    parent.stdout.setEncoding('utf8').on('data', (text) => resolve(Number(text)));
  });
  t.after(() => {
    if (isThere(pid)) process.kill(pid, 'SIGKILL');
  });
  while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what the code prints is in the log', async (t) => {
  const { runner, file } = started(t, `${affine}\nconsole.log('half of', 'a line', 'ÿ');`);
  await runner.open(file);
  while (!runner.log.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.match(runner.log, /half of a line ÿ\n/);
});

test('errors that nobody waits for are told with their line, and nothing ends', async (t) => {
  const { runner, file } = started(t, `${affine}\nPromise.reject(new Error('left alone'));`);
  const found = await runner.open(file);
  assert.deepEqual(await runner.verdicts(found), right);
  assert.deepEqual(
    found.notes.map(({ code, place, severity }) => [code, place?.line, severity]),
    [['code.raised', 11, 'warning']],
  );
  assert.match(found.notes[0]?.message ?? '', /left alone/);
});

test('entries are put back bit for bit, and two processes see the same', async (t) => {
  const text = `export class Layer {
  constructor(inputs, units) {
    this.w = Array.from({ length: inputs }, () => Array.from({ length: units }, () => Math.random() - 0.5));
  }
  forward(x) {
    this.x = x;
    return x.map((row) => this.w[0].map((_, j) => Math.tanh(row.reduce((sum, z, i) => sum + z * this.w[i][j], 0))));
  }
  backward(dout) {
    this.dw = this.w.map((row) => row.map((weight) => weight + 1));
    return dout.map(() => this.w.map(() => 0));
  }
}`;
  const { runner, file } = started(t, text);
  const found = await runner.open(file);
  const other = await new JavascriptRunner(t).open(file);
  assert.deepEqual(other.values, found.values);
  assert.deepEqual(other.targets, found.targets);
  assert.deepEqual(
    found.tensors.map(({ name }) => name),
    ['x', 'w'],
  );

  const cost = found.targets[0]?.cost;
  for (const [t, { data }] of found.values.entries()) {
    const entries = [...Array(data.length).keys()];
    const moved = await runner.costs(t, entries, [0.1, 1e-9]);
    assert.ok(moved.some((one) => one !== cost));
    assert.deepEqual([...new Set(await runner.costs(t, entries, [0, -0]))], [cost]);
    const direction = {
      name: 'direction',
      shape: [data.length],
      data: Float64Array.from(data, (_, k) => k / 7),
    };
    const { arrays } = await runner.ask({ request: 'costs', tensor: t, offsets: [0.3, 0] }, [direction]);
    assert.equal(arrays[0]?.data[1], cost);
    assert.notEqual(arrays[0]?.data[0], cost);
  }
  const [x] = found.values;
  const there = Float64Array.from(x?.data ?? [], (value) => value + 1);
  const { header } = await runner.ask({ request: 'move' }, [
    { name: '0', shape: [there.length], data: there },
  ]);
  const [after] = header.costs as number[];
  assert.notEqual(after, cost);
  assert.equal((await runner.costs(0, [0], [0]))[0], after);
});

test('a request that is none is told so', async (t) => {
  const { header } = await new JavascriptRunner(t).ask({ request: 'dance' });
  assert.equal((header.error as { code: string }).code, 'code.protocol');
});
