import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../../package.json' with { type: 'json' };
import { nodes, runCli, startCli } from './support/cliProcess.ts';
import { writeHdf5 } from './support/dataFixtures.ts';
import { temporaryFolder } from './support/folders.ts';

for (const { version, path: node } of nodes()) {
  test(`exit codes and a report in JSON with Node ${version}`, () => {
    const verdicts = [
      ['iris.gradcheck.json', 0, 'pass'],
      ['wrong-layer.gradcheck.json', 1, 'fail'],
      ['none.gradcheck.json', 2, 'error'],
      ['unscaled.gradcheck.json', 3, 'vacuous'],
    ] as const;
    for (const [config, code, verdict] of verdicts) {
      const { status, stdout, stderr } = runCli([config, '--format', 'json'], { node });
      assert.deepEqual([config, status, stderr], [config, code, '']);
      assert.equal(JSON.parse(stdout).verdict, verdict);
    }
  });
}

test('right-hand differences that decide nothing are exit code 3', () => {
  const { status, stdout } = runCli([
    'iris.gradcheck.json',
    '--format=json',
    '--set=check.method=forward',
    '--set=check.epsilon=1e-4',
  ]);
  const { verdict, method, epsilon } = JSON.parse(stdout);
  assert.deepEqual([status, verdict, method, epsilon], [3, 'inconclusive', 'forward', 1e-4]);
});

test('several configs make one list, and the worst exit code: 2 > 1 > 3 > 0', () => {
  const codeOf = (...names: string[]) => {
    const { status, stdout } = runCli([
      'run',
      ...names.map((name) => `${name}.gradcheck.json`),
      '--format',
      'json',
    ]);
    const { version, reports } = JSON.parse(stdout);
    assert.equal(version, 1);
    assert.deepEqual(
      reports.map((report: { config: string }) => report.config),
      names.map((name) => `${name}.gradcheck.json`),
    );
    return status;
  };
  assert.equal(codeOf('iris', 'unscaled'), 3);
  assert.equal(codeOf('wrong-layer', 'unscaled', 'iris'), 1);
  assert.equal(codeOf('unscaled', 'none', 'wrong-layer'), 2);
});

test('--set replaces numbers, texts, entries of lists and whole objects', () => {
  const { stdout, status } = runCli([
    'iris.gradcheck.json',
    '--format=json',
    '--set',
    'check.threshold=1e-5',
    '--set',
    'dataset.examples=[0,50,100]',
    '--set',
    'model.layers.0.units=4',
    '--set',
    'model.layers.1.activation=sigmoid',
    '--set',
    'model.initializer={"kernel":"he_normal"}',
  ]);
  const { threshold, examples, parameters } = JSON.parse(stdout);
  assert.deepEqual([status, threshold, examples], [0, 1e-5, [0, 50, 100]]);
  assert.equal(parameters.total, 4 * 4 + 4 + (4 * 6 + 6) + (6 * 3 + 3));
});

test('--output takes the report, and standard output nothing', (t) => {
  const file = join(temporaryFolder(t), 'report.json');
  const json = runCli(['iris.gradcheck.json', '--format', 'json', '--output', file]);
  assert.deepEqual(json, { status: 0, stdout: '', stderr: '' });
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).config, 'iris.gradcheck.json');
  const pretty = runCli(['wrong-layer.gradcheck.json', '-o', file]);
  assert.deepEqual(pretty, { status: 1, stdout: '', stderr: '' });
  assert.match(readFileSync(file, 'utf8'), /^✗ 1 of 3 layers fails {2}wrong-layer\.gradcheck\.json\n/);
});

test('--output that cannot be written is told before anything is checked', (t) => {
  const folder = temporaryFolder(t);
  const missing = join(folder, 'none', 'report.json');
  assert.deepEqual(runCli(['iris.gradcheck.json', '--output', missing]), {
    status: 2,
    stdout: '',
    stderr: `gradient-check: --output ${missing} cannot be written: there is no folder ${join(folder, 'none')}. Create it first.\nSee gradient-check --help.\n`,
  });
  assert.deepEqual(runCli(['iris.gradcheck.json', '--output', folder]), {
    status: 2,
    stdout: '',
    stderr: `gradient-check: --output ${folder} is a folder. Name a file in it.\nSee gradient-check --help.\n`,
  });
});

test('--quiet leaves the exit code, and JSON where that is asked for', () => {
  assert.deepEqual(runCli(['unscaled.gradcheck.json', '--quiet']), { status: 3, stdout: '', stderr: '' });
  assert.equal(JSON.parse(runCli(['iris.gradcheck.json', '-q', '--format=json']).stdout).verdict, 'pass');
});

test('--help and --version', () => {
  const help = runCli(['--help']);
  assert.deepEqual([help.status, help.stderr], [0, '']);
  assert.match(help.stdout, /^gradient-check \[run\] CONFIG… \[options\]\n/);
  for (const option of ['--format', '--output', '--set', '--timeout', '--memory', '--quiet', '--version']) {
    assert.ok(help.stdout.includes(option), option);
  }
  assert.deepEqual(runCli(['--version']), { status: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

test('a wrong command line says what would be right', () => {
  const told = (...words: string[]) => {
    const { status, stdout, stderr } = runCli(words);
    assert.deepEqual([status, stdout], [2, '']);
    return stderr.replace(/\nSee gradient-check --help\.\n$/, '');
  };
  assert.equal(told(), 'gradient-check: Name a config to check, such as gradcheck.json.');
  assert.equal(
    told('x.json', '--fromat', 'json'),
    'gradient-check: There is no option --fromat. Did you mean --format?',
  );
});

test('a config that is not there, and a folder in its place', () => {
  const told = (name: string) => {
    const { status, stdout } = runCli([name, '--format=json']);
    const { error, verdict, config } = JSON.parse(stdout);
    assert.deepEqual(
      [status, verdict, config, error.location],
      [2, 'error', name, { file: name, line: 1, column: 1 }],
    );
    return [error.code, error.message];
  };
  assert.deepEqual(told('none.json'), [
    'config.noFile',
    'There is no file none.json. Name an existing config, such as gradcheck.json.',
  ]);
  assert.deepEqual(told('data'), [
    'config.unreadable',
    'data is a folder. Name the config in it, such as gradcheck.json.',
  ]);
});

test('a report for people has no escape codes in a pipe', () => {
  const { stdout } = runCli(['iris.gradcheck.json', 'wrong-layer.gradcheck.json', 'unscaled.gradcheck.json']);
  assert.equal(stdout.includes('\x1b'), false);
  assert.deepEqual(
    stdout.split('\n').filter((line) => /^\S/.test(line)),
    [
      '✓ Pass (reference network)  iris.gradcheck.json',
      '✗ 1 of 3 layers fails  wrong-layer.gradcheck.json',
      '○ hidden1 untested  unscaled.gradcheck.json',
    ],
  );
  assert.match(stdout, /^ {2}error gradient\.mismatch {2}wrong-layer\.gradcheck\.json:6:7$/m);
});

test('a config with a byte order mark, Windows line ends and names in any script', async (t) => {
  const file = await writeHdf5(t, {
    特徴: { data: Float64Array.of(1, -1, 2, 0.5), shape: [2, 2] },
    étiquettes: { data: Int32Array.of(0, 1) },
  });
  const lines = [
    '{',
    '  // größe',
    '  "dataset": { "file": "data.h5", "features": "特徴", "labels": "étiquettes", "examples": 2 },',
    '  "model": { "layers": [',
    '    { "type": "Dense", "name": "λ🙂", "units": 1, "activation": "sigmoid" },',
    '  ] },',
    '}',
  ];
  const folder = dirname(file);
  writeFileSync(join(folder, 'größe.gradcheck.json'), `\uFEFF${lines.join('\r\n')}\r\n`);
  const { status, stdout } = runCli(['größe.gradcheck.json', '--format=json'], { cwd: folder });
  const { layers, config } = JSON.parse(stdout);
  assert.deepEqual([status, config, layers[0].name], [0, 'größe.gradcheck.json', 'λ🙂']);
  assert.deepEqual([layers[0].location.line, layers[0].location.column], [5, 5]);
});

test('paths start from the folder of the config, wherever the command is given', (t) => {
  const cwd = temporaryFolder(t);
  const config = join(import.meta.dirname, '../../media/sample/iris.gradcheck.json');
  assert.equal(runCli([config, '--quiet'], { cwd }).status, 0);
});

/** A check that would take many minutes. */
async function slowConfig(t: TestContext): Promise<string> {
  const file = await writeHdf5(t, {
    x: { data: Float64Array.from({ length: 100 * 1000 }, (_, k) => Math.sin(k)), shape: [100, 1000] },
    y: { data: Int32Array.from({ length: 100 }, (_, k) => k % 2) },
  });
  const config = '{ "dataset": { "file": "data.h5", "examples": 100 }, "model": [1000, 800, 400, 200, 1] }';
  writeFileSync(join(dirname(file), 'gradcheck.json'), config);
  return dirname(file);
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} in the middle of a check ends the process without a report`, {
    timeout: 30_000,
  }, async (t) => {
    const child = startCli(['gradcheck.json', '--format', 'json'], await slowConfig(t));
    t.after(() => child.kill('SIGKILL'));
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes) => {
        printed += bytes;
      });
    }
    // Long enough to be measuring; a signal before that is handled by the same lines.
    await sleep(1500);
    assert.equal(child.exitCode, null);
    child.kill(signal);
    assert.deepEqual(await once(child, 'close'), [code, null]);
    assert.equal(printed, '');
    assert.throws(() => process.kill(child.pid!, 0), { code: 'ESRCH' });
  });
}

test('a reader that has gone away changes nothing', { timeout: 30_000 }, async () => {
  const child = startCli(['wrong-layer.gradcheck.json'], join(import.meta.dirname, '../../media/sample'));
  child.stdout?.destroy();
  let complaint = '';
  child.stderr?.on('data', (bytes) => {
    complaint += bytes;
  });
  assert.deepEqual(await once(child, 'close'), [1, null]);
  assert.equal(complaint, '');
});

test('a network of 10⁹ parameters is told to be too large', async (t) => {
  const folder = await slowConfig(t);
  const { status, stdout } = runCli(['gradcheck.json', '--format=json', '--set', 'model=[1000,1000000,1]'], {
    cwd: folder,
  });
  const { code, message } = JSON.parse(stdout).error;
  assert.deepEqual([status, code], [2, 'model.memory']);
  assert.match(message, /Most of it is for the 1,001,000,000 parameters of hidden1\. /);
});

test('nothing is written beside a config', () => {
  const folder = join(import.meta.dirname, '../../media/sample');
  assert.equal(existsSync(join(folder, 'report.json')), false);
  const before = readFileSync(join(folder, 'iris.gradcheck.json'), 'utf8');
  runCli(['iris.gradcheck.json', '--set', 'seed=3', '--quiet']);
  assert.equal(readFileSync(join(folder, 'iris.gradcheck.json'), 'utf8'), before);
});
