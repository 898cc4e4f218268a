import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  LogMessageNotification,
  type ProgressToken,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import {
  type RunEventParams,
  type RunParams,
  runEventMethod,
  runMethod,
  settingsMethod,
  trustedMethod,
} from '../../src/protocol/lsp.ts';
import type { Report } from '../../src/protocol/report.ts';
import { hasNumpy } from './oracle/numpy.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gradient-check-server-'));
const servers = new Set<ChildProcess>();

before(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: { server: 'src/server/main.ts', worker: 'src/worker/main.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  // Python runs a folder as it runs the archive of it.
  symlinkSync(join(root, 'src/subjects/python'), join(folder, 'runner.pyz'), 'junction');
});

after(() => {
  for (const server of servers) server.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A language client as any editor has one, that notes what it is told. */
class Client {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly progress: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
  progressToken: ProgressToken = '';
  onProgress: (() => void) | undefined;

  constructor() {
    this.process = spawn(process.execPath, [join(folder, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    servers.add(this.process);
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
    });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    this.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
      this.progressToken = token;
      this.connection.onProgress(WorkDoneProgress.type, token, (told) => {
        this.progress.push(told);
        this.onProgress?.();
      });
    });
    this.connection.listen();
  }

  run(uri: string): Promise<Report | null> {
    return this.connection.sendRequest('workspace/executeCommand', {
      command: 'gradientCheck.run',
      arguments: [uri],
    });
  }

  /** Resolves once a check has come so far. */
  async reached(percentage: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.onProgress = () => {
        const told = this.progress.at(-1);
        if (told?.kind === 'report' && (told.percentage ?? 0) >= percentage) resolve();
      };
    });
  }

  async initialize(initializationOptions: object = {}): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { window: { workDoneProgress: true } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'work' }],
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: 'jsonc', version: 1, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Everything sent so far has been dealt with once this comes back: messages are handled in order. */
  async settled(): Promise<void> {
    await this.connection.sendRequest('workspace/executeCommand', { command: 'none' });
  }

  shown(uri: string): Diagnostic[] {
    return this.published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
  }

  async stop(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await exited;
    servers.delete(this.process);
    return code;
  }
}

async function start(
  t: TestContext,
  options?: object,
): Promise<{ client: Client; started: InitializeResult }> {
  const client = new Client();
  t.after(() => client.process.kill('SIGKILL'));
  return { client, started: await client.initialize(options) };
}

const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

const misspelt = `{
  "model": { "layers_dims": [4, 3, 1] },
  "chekc": { "method": "central" }
}
`;

test('a mistake in a config is shown once, where it is, as soon as the config is open', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('misspelt.gradcheck.json');
  await client.open(uri, misspelt);
  await client.settled();
  assert.equal(client.published.length, 1);
  const [diagnostic, ...others] = client.shown(uri);
  assert.deepEqual(others, []);
  assert.deepEqual(diagnostic!.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 9 } });
  assert.equal(diagnostic!.code, 'config.unknownKey');
  assert.equal(diagnostic!.source, 'gradient-check');
  assert.equal(diagnostic!.severity, 1);
  assert.match(String(diagnostic!.message), /"chekc".*"check"/s);
  assert.equal(await client.stop(), 0);
});

const irisFile = fileURLToPath(new URL('../../media/sample/data/iris.h5', import.meta.url));

/** The right-hand form at 1e-4 cannot tell a difference of 1e-7: every layer is inconclusive. */
const inconclusive = `{
  "dataset": { "file": ${JSON.stringify(irisFile)}, "features": "features", "labels": "labels", "examples": 3 },
  "model": {
    "layers": [
      { "type": "Dense", "name": "hidden", "units": 5, "activation": "tanh" },
      { "type": "Dense", "name": "output", "units": 3, "activation": "softmax" }
    ]
  },
  "check": { "method": "forward", "epsilon": 1e-4 }
}
`;

/** Takes long enough to be stopped at any per cent. */
const slow = `{
  "dataset": { "file": ${JSON.stringify(irisFile)}, "examples": 50 },
  "model": { "layers_dims": [4, 200, 200, 3] }
}
`;

test('the command checks the open text, tells its progress and underlines the layers', async (t) => {
  const { client, started } = await start(t);
  assert.deepEqual(started.capabilities.executeCommandProvider?.commands, ['gradientCheck.run']);
  const uri = uriOf('inconclusive.gradcheck.json');
  await client.open(uri, inconclusive);
  const report = await client.run(uri);
  assert.equal(report?.verdict, 'inconclusive');
  assert.equal(report?.config, 'inconclusive.gradcheck.json');
  assert.deepEqual(client.progress[0], {
    kind: 'begin',
    title: 'Gradient Check',
    percentage: 0,
    message: 'inconclusive.gradcheck.json',
    cancellable: true,
  });
  assert.deepEqual(client.progress.slice(1, 3), [
    { kind: 'report', percentage: 0, message: 'data' },
    { kind: 'report', percentage: 0, message: 'gradient' },
  ]);
  assert.deepEqual(client.progress.at(-1), { kind: 'end' });
  assert.deepEqual(
    client.shown(uri).map(({ code, severity, range }) => [code, severity, range.start]),
    [
      ['gradient.step', 2, { line: 4, character: 6 }],
      ['gradient.step', 2, { line: 5, character: 6 }],
    ],
  );
});

test('results stay on their lines while the text is edited, and are stale once their layer is', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('edited.gradcheck.json');
  await client.open(uri, inconclusive);
  await client.run(uri);
  const change = (line: number, from: number, to: number, text: string) =>
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: line },
      contentChanges: [{ range: { start: { line, character: from }, end: { line, character: to } }, text }],
    });
  await change(0, 1, 1, '\n  // the flowers of Fisher');
  await change(6, 8, 8, ' ');
  await client.settled();
  assert.deepEqual(
    client
      .shown(uri)
      .map(({ message, severity, range }) => [
        String(message).startsWith('Edited since this check: output: '),
        severity,
        range.start.line,
      ]),
    [
      [false, 2, 5],
      [true, 3, 6],
    ],
  );
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.settled();
  assert.equal(client.shown(uri).length, 2);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type: 3 }],
  });
  await client.settled();
  assert.deepEqual(client.shown(uri), []);
});

test('a config that is not open is read from disk', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('closed.gradcheck.json');
  writeFileSync(fileURLToPath(uri), inconclusive);
  assert.equal((await client.run(uri))?.verdict, 'inconclusive');
  assert.equal(client.shown(uri).length, 2);
  const missing = await client.run(uriOf('missing.gradcheck.json'));
  assert.deepEqual([missing?.verdict, missing?.error?.code], ['error', 'config.noFile']);
});

test('an error is said once while the config is open, and stays when it is closed', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('twice.gradcheck.json');
  await client.open(uri, misspelt);
  const report = await client.run(uri);
  assert.equal(report?.verdict, 'error');
  assert.equal(client.shown(uri).length, 1);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.settled();
  assert.equal(client.shown(uri).length, 1);
});

test('a check is cancelled through its progress, and the next one works', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('slow.gradcheck.json');
  await client.open(uri, slow);
  const answer = client.run(uri);
  await client.reached(2);
  await client.connection.sendNotification(WorkDoneProgressCancelNotification.type, {
    token: client.progressToken,
  });
  assert.equal(await answer, null);
  assert.deepEqual(client.progress.at(-1), { kind: 'end' });
  const percentages = client.progress.flatMap((told) =>
    told.kind === 'report' ? [told.percentage ?? 0] : [],
  );
  assert.deepEqual(
    percentages,
    percentages.toSorted((a, b) => a - b),
  );
  const next = uriOf('next.gradcheck.json');
  await client.open(next, inconclusive);
  assert.equal((await client.run(next))?.verdict, 'inconclusive');
});

test('a second run of a config takes the place of the first', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('replaced.gradcheck.json');
  await client.open(uri, slow);
  const first = client.run(uri);
  await client.reached(0);
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: inconclusive }],
  });
  const second = client.run(uri);
  assert.equal(await first, null);
  assert.equal((await second)?.verdict, 'inconclusive');
  assert.equal(client.shown(uri).length, 2);
});

test('shutting down ends a check that is under way, and the process', async (t) => {
  const { client } = await start(t);
  const uri = uriOf('shutdown.gradcheck.json');
  await client.open(uri, slow);
  const answer = client.run(uri);
  await client.reached(0);
  assert.equal(await client.stop(), 0);
  assert.equal(await answer, null);
});

test('the process ends when its client is gone without a word', async (t) => {
  const { client } = await start(t);
  const exited = once(client.process, 'exit');
  client.process.stdin!.end();
  assert.deepEqual(await exited, [1, null]);
});

test("in VS Code the extension owns the command, and VS Code's JSON server the syntax errors", async (t) => {
  const { client, started } = await start(t, { host: 'vscode', trusted: true });
  assert.equal(started.capabilities.executeCommandProvider, undefined);
  const broken = uriOf('broken.gradcheck.json');
  await client.open(broken, '{ "model": { "layers_dims": [4, 3 }');
  const events: RunEventParams[] = [];
  client.connection.onNotification(runEventMethod, (params) => {
    events.push(params);
  });
  const report: Report = await client.connection.sendRequest(runMethod, { uri: broken });
  assert.equal(report.error?.code, 'config.syntax');
  assert.deepEqual(client.shown(broken), []);

  const uri = uriOf('inconclusive.gradcheck.json');
  await client.open(uri, inconclusive);
  await client.connection.sendRequest(runMethod, { uri });
  const told = events.filter((params) => params.uri === uri).map(({ event }) => event.type);
  assert.deepEqual([...new Set(told)].sort(), ['layer', 'planned', 'progress']);
  const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 4, character: 10 }, end: { line: 4, character: 10 } },
    context: { diagnostics: [] },
  });
  assert.deepEqual(
    actions.map(({ title, command, diagnostics }) => [title, command?.command, diagnostics?.length]),
    [['Show in results', 'gradientCheck.showResults', 1]],
  );
});

test('settings are taken from the start and when they change', async (t) => {
  const settings = { threshold: 0.001, memoryLimitMB: 1024, timeoutSeconds: 30 };
  const { client } = await start(t, { host: 'vscode', settings });
  const uri = uriOf('threshold.gradcheck.json');
  await client.open(uri, inconclusive);
  const run = (): Promise<Report> => client.connection.sendRequest(runMethod, { uri });
  const before = await run();
  assert.deepEqual([before.threshold, before.verdict], [0.001, 'pass']);
  await client.connection.sendNotification(settingsMethod, { ...settings, threshold: 1e-7 });
  const after = await run();
  assert.deepEqual([after.threshold, after.verdict], [1e-7, 'inconclusive']);
});

const python = process.env.GRADIENT_CHECK_PYTHON ?? '/usr/bin/python3';

const raising = `import numpy as np

print("loaded")


def affine_forward(x, w, b):
    return np.dot(x, w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    raise ValueError('not this way')
`;

/** A config, and the code that it names, in the folder; the code says that it ran by a file. */
function writeCode(name: string, code: string) {
  const trace = join(folder, `${name}.ran`);
  writeFileSync(join(folder, `${name}.py`), `open(${JSON.stringify(trace)}, "w").close()\n${code}`);
  writeFileSync(join(folder, `${name}.gradcheck.json`), `{ "code": { "python": "${name}.py" } }`);
  return { config: uriOf(`${name}.gradcheck.json`), code: uriOf(`${name}.py`), ran: () => existsSync(trace) };
}

test('code that raises is underlined on its line, open or not, and the log has what it printed and where it was', async (t) => {
  if (!hasNumpy(t)) return;
  const { client } = await start(t, { host: 'vscode', trusted: true });
  const { config, code } = writeCode('raising', raising);
  const params: RunParams = { uri: config, pythonPath: python };
  const report: Report = await client.connection.sendRequest(runMethod, params);
  assert.equal(report.error?.code, 'code.raised');
  const [onLine, ...others] = client.shown(code);
  assert.deepEqual(others, []);
  assert.match(String(onLine?.message), /^affine_backward raised ValueError/);
  assert.deepEqual(onLine?.range, { start: { line: 12, character: 4 }, end: { line: 12, character: 36 } });
  const [inConfig] = client.shown(config);
  assert.deepEqual(inConfig?.relatedInformation, [
    { message: 'The line of code', location: { uri: code, range: onLine.range } },
  ]);
  assert.ok(client.logged.includes('raising.gradcheck.json: loaded'), client.logged.join('\n'));
  assert.match(client.logged.at(-1) ?? '', /line 13, in affine_backward\n.*\nValueError: not this way/);

  const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: code },
    range: { start: onLine.range.start, end: onLine.range.start },
    context: { diagnostics: [] },
  });
  assert.deepEqual(
    actions.map(({ title }) => title),
    ['Show in results'],
  );

  await client.open(code, `# mine\n${raising}`);
  await client.settled();
  const [moved] = client.shown(code);
  assert.match(String(moved?.message), /^Edited since this check: affine_backward raised/);
});

test('a run takes the Python that it is asked for, else that of the settings', async (t) => {
  const { client } = await start(t, {
    host: 'vscode',
    trusted: true,
    settings: { pythonPath: '/nowhere/of-settings' },
  });
  const { config } = writeCode('interpreter', raising);
  for (const [pythonPath, used] of [
    ['/nowhere/of-run', '/nowhere/of-run'],
    ['', '/nowhere/of-settings'],
  ] as const) {
    const report: Report = await client.connection.sendRequest(runMethod, { uri: config, pythonPath });
    assert.match(report.error?.message ?? '', new RegExp(`there is no ${used}`));
  }
});

test('code runs once the workspace is trusted, and not before', async (t) => {
  if (!hasNumpy(t)) return;
  const { client } = await start(t, { host: 'vscode', trusted: false });
  const { config, ran } = writeCode('trusted', raising);
  const run = (): Promise<Report> =>
    client.connection.sendRequest(runMethod, { uri: config, pythonPath: python } satisfies RunParams);
  assert.equal((await run()).error?.code, 'code.untrusted');
  assert.equal(ran(), false);
  await client.connection.sendNotification(trustedMethod);
  assert.equal((await run()).error?.code, 'code.raised');
  assert.equal(ran(), true);
});
