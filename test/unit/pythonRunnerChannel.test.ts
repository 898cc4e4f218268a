import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { hasNumpy } from './oracle/numpy.ts';
import { userFolder } from './support/folders.ts';
import {
  differences,
  opened,
  PythonRunner,
  python,
  runnerFolder,
  type ToldPlace,
} from './support/pythonRunner.ts';

const affine = `
import numpy as np

def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)

def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
`;

function started(t: TestContext, text: string): { runner: PythonRunner; file: string } {
  const file = join(userFolder(t, { 'nn.py': text }), 'nn.py');
  return { runner: new PythonRunner(t), file };
}

const withoutProtocol: Record<string, string> = {
  'prints megabytes': 'print("y" * 3_000_000)',
  'writes to the descriptor of standard output': 'import os; os.write(1, b"\\x10\\0\\0\\0{}")',
  'closes sys.stdout': 'import sys; sys.stdout.close()',
  'closes the descriptors 0, 1 and 2': 'import os; [os.close(k) for k in range(3)]',
  'replaces the streams': 'import sys; sys.stdin = sys.stdout = sys.stderr = None',
  'changes the working folder': 'import os; os.chdir("/")',
  'leaves a handler for the exit and threads': `
import atexit, threading, time
atexit.register(time.sleep, 1000)
threading.Thread(target=time.sleep, args=(1000,)).start()`,
  'takes every signal': `
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
    signal.signal(number, signal.SIG_IGN)`,
  'exits at its top level': 'import sys; sys.exit(3)',
  'reads what somebody would type': 'try:\n    name = input()\nexcept EOFError:\n    pass',
};
for (const [what, line] of Object.entries(withoutProtocol)) {
  test(`the runner answers, and ends when asked no more, where the code ${what}`, async (t) => {
    if (!hasNumpy(t)) return;
    const { runner, file } = started(t, `${affine}\n${line}\n`);
    const found = await runner.open(file);
    assert.deepEqual(
      found.tensors.map(({ layer, name }) => `${layer}.${name}`),
      ['affine.x', 'affine.w', 'affine.b'],
    );
    for (const difference of Object.values(await differences(runner, found))) assert.ok(difference < 1e-8);
    runner.child.stdin?.end();
    assert.equal(await runner.ended, 0);
  });
}

test('what the code prints is in the log, line by line', async (t) => {
  if (!hasNumpy(t)) return;
  const { runner, file } = started(t, `${affine}\nprint("half of", "a line", "ÿ")\n`);
  await runner.open(file);
  assert.match(runner.log, /half of a line ÿ\n/);
});

const hanging = `
def affine_forward(x, w, b):
    return turn(x.dot(w) + b), (x, w)

def turn(x):
    while True:
        x = -x

def affine_backward(dout, cache):
    return dout, dout, dout
`;

test('while the code hangs, the runner says in which line', async (t) => {
  if (!hasNumpy(t)) return;
  const { runner, file } = started(t, hanging);
  runner.send({ request: 'open', file, code: {} });
  let where: ToldPlace | null = null;
  let stack = '';
  while (where?.name !== 'turn') {
    const { header } = await runner.ask({ request: 'where' });
    where = header.where as ToldPlace | null;
    stack = header.stack as string;
  }
  assert.equal(where.file, file);
  assert.ok([6, 7].includes(where.line), `line ${where.line}`);
  assert.match(stack, /line 3, in affine_forward\n.*\n.*, in turn\n/);
});

test('the end of the requests ends the runner while the code hangs', async (t) => {
  if (!hasNumpy(t)) return;
  const { runner, file } = started(t, hanging);
  runner.send({ request: 'open', file, code: {} });
  while (((await runner.ask({ request: 'where' })).header.where as object | null) === null);
  runner.child.stdin?.end();
  assert.equal(await runner.ended, 0);
});

test('the runner ends with its parent where others hold the pipe of requests open', async (t) => {
  if (!hasNumpy(t)) return;
  // The parent ends once the runner answers; the pipe of requests stays open in a process that only sleeps.
  const script = `
import os, struct, subprocess, sys
reads, writes = os.pipe()
quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(subprocess.Popen(["sleep", "100"], pass_fds=[writes], **quiet).pid, flush=True)
runner = subprocess.Popen([sys.executable, sys.argv[1]], stdin=reads, stdout=subprocess.PIPE)
os.write(writes, struct.pack("<I", 19) + b'{"request":"where"}')
runner.stdout.read(4)`;
  const parent = spawn(python, ['-c', script, runnerFolder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => parent.stderr.on('close', resolve).resume());
  const [sleeping] = await once(parent.stdout, 'data');
  t.after(() => process.kill(Number(sleeping)));
  // Nobody has the log open any more.
  await ended;
  process.kill(Number(sleeping), 0);
});

test('a crash leaves the line in the log', async (t) => {
  if (!hasNumpy(t)) return;
  const { runner, file } = started(
    t,
    affine.replace('    x, w = cache', '    import ctypes; ctypes.string_at(0)\n    x, w = cache'),
  );
  runner.send({ request: 'open', file, code: {} });
  assert.equal(await runner.next(), null);
  assert.equal(runner.child.signalCode, 'SIGSEGV');
  assert.match(runner.log, /Segmentation fault/);
  assert.ok(runner.log.includes(`File "${file}", line 8 in affine_backward`));
});

test('os._exit ends the runner', async (t) => {
  if (!hasNumpy(t)) return;
  const { runner, file } = started(t, `${affine}\nimport os\nos._exit(5)\n`);
  runner.send({ request: 'open', file, code: {} });
  assert.equal(await runner.next(), null);
  assert.equal(await runner.ended, 5);
});

test('sys.exit in what is checked is told with its line', async (t) => {
  if (!hasNumpy(t)) return;
  const { untested } = await opened(
    t,
    `import sys\n${affine.replace('    x, w = cache', '    sys.exit("no")')}`,
  );
  assert.equal(untested.length, 1);
  assert.equal(untested[0]?.problem.code, 'code.exited');
  assert.equal(untested[0]?.problem.place?.line, 9);
});

test('a mistake of the runner itself is told as such', async (t) => {
  if (!hasNumpy(t)) return;
  const { header } = await new PythonRunner(t).ask({ request: 'juggle' });
  const { code, detail } = header.error as { code: string; detail: string };
  assert.equal(code, 'code.internal');
  assert.match(detail, /_juggle/);
});

test('without NumPy the runner says how this interpreter gets it', async (t) => {
  if (!hasNumpy(t)) return;
  const runner = new PythonRunner(t, 'sys.modules["numpy"] = None');
  const { error } = await runner.open('/nn.py');
  assert.equal(error?.code, 'code.noNumPy');
  assert.match(error?.message ?? '', /apt-get install python3-numpy|-m pip install numpy/);
  assert.ok(error?.message.includes('"interpreter"'));
});

test('a Python that is too old is told its version', async (t) => {
  if (!hasNumpy(t)) return;
  const { error } = await new PythonRunner(t, 'sys.version_info = (2, 7, 18)').open('/nn.py');
  assert.equal(error?.code, 'code.oldPython');
  assert.match(error?.message ?? '', /is Python 2\.7\.18; code is checked with Python 3\.8 or later/);
});
