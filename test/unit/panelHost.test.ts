import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { beforeEach, test } from 'node:test';
import type { FromPanel, ToPanel } from '../../src/protocol/panel.ts';
import type { RunState } from '../../src/protocol/runState.ts';
import { cancelled, fail, idle, pass, running, uri } from '../editor/panelStates.ts';

/** As much of a webview panel as ours asks for; `say` is the page speaking. */
class FakePanel {
  readonly posted: ToPanel[] = [];
  readonly revealed: boolean[] = [];
  disposed = false;
  iconPath: unknown;
  #heard: (message: FromPanel) => void = () => {};
  #closed: () => void = () => {};
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://webview.test',
    asWebviewUri: (file: { path: string }) => ({ toString: () => `https://webview.test${file.path}` }),
    onDidReceiveMessage: (listener: (message: FromPanel) => void) => {
      this.#heard = listener;
    },
    postMessage: async (message: ToPanel) => {
      this.posted.push(message);
      return true;
    },
  };
  onDidDispose(listener: () => void): void {
    this.#closed = listener;
  }
  reveal(_column: unknown, preserveFocus: boolean): void {
    this.revealed.push(preserveFocus);
  }
  dispose(): void {
    this.disposed = true;
    this.#closed();
  }
  say(message: FromPanel): void {
    this.#heard(message);
  }
}

const opened: FakePanel[] = [];
const shownIn: unknown[] = [];
let serializers = 0;
const editor = {
  ViewColumn: { Beside: -2 },
  Uri: {
    joinPath: (base: { path: string }, ...parts: string[]) => ({ path: [base.path, ...parts].join('/') }),
  },
  window: {
    createWebviewPanel: (_type: string, _title: string, where: unknown) => {
      const panel = new FakePanel();
      opened.push(panel);
      shownIn.push(where);
      return panel;
    },
    registerWebviewPanelSerializer: () => {
      serializers++;
      return { dispose: () => serializers-- };
    },
  },
};

(globalThis as { editor?: unknown }).editor = editor;
const stub = 'data:text/javascript,export const { ViewColumn, Uri, window } = globalThis.editor;';
registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: stub, format: 'module', shortCircuit: true } : next(name, context),
});
const { ResultsPanel } = await import('../../src/client/panel.ts');

beforeEach(() => {
  opened.length = shownIn.length = serializers = 0;
});

function create() {
  const asked: unknown[] = [];
  const panel = new ResultsPanel({ path: '/extension' } as never, {
    reveal: (...of) => asked.push(['reveal', ...of]),
    open: (...of) => asked.push(['open', ...of]),
    run: (...of) => asked.push(['run', ...of]),
    cancel: () => asked.push(['cancel']),
    showLog: () => asked.push(['showLog']),
  });
  return { panel, asked };
}

const restore = (panel: InstanceType<typeof ResultsPanel>, saved: RunState | undefined) => {
  const fake = new FakePanel();
  return panel.deserializeWebviewPanel(fake as never, saved).then(() => {
    fake.say({ type: 'ready' });
    return fake;
  });
};

test('nothing is posted before the page is ready, and the last state each time that it is', () => {
  const { panel } = create();
  panel.update(running);
  panel.show(true);
  const [page] = opened as [FakePanel];
  assert.deepEqual(shownIn, [{ viewColumn: -2, preserveFocus: true }]);
  panel.update(pass);
  assert.deepEqual(page.posted, []);
  page.say({ type: 'ready' });
  assert.deepEqual(page.posted, [{ type: 'state', state: pass }]);
  panel.update(fail);
  page.say({ type: 'ready' });
  assert.deepEqual(page.posted.slice(1), [
    { type: 'state', state: fail },
    { type: 'state', state: fail },
  ]);
});

test('there is one panel; a closed one opens anew', () => {
  const { panel } = create();
  panel.show(false);
  panel.show(true);
  assert.equal(opened.length, 1);
  assert.deepEqual(opened[0]?.revealed, [true]);
  opened[0]?.dispose();
  panel.update(pass);
  panel.show(false);
  assert.equal(opened.length, 2);
  opened[1]?.say({ type: 'ready' });
  assert.deepEqual(opened[1]?.posted, [{ type: 'state', state: pass }]);
});

test('what the page asks for is handed on', () => {
  const { panel, asked } = create();
  panel.show(false);
  const place = { file: 'nn.py', line: 34, column: 1 };
  for (const message of [
    { type: 'reveal', uri, layer: 'hidden2' },
    { type: 'open', uri, place },
    { type: 'run', uri },
    { type: 'cancel' },
    { type: 'showLog' },
  ] satisfies FromPanel[]) {
    opened[0]?.say(message);
  }
  assert.deepEqual(asked, [
    ['reveal', uri, 'hidden2'],
    ['open', uri, place],
    ['run', uri],
    ['cancel'],
    ['showLog'],
  ]);
});

test('after a reload of the window the page keeps its result, and a check that was running is over', async () => {
  assert.deepEqual((await restore(create().panel, fail)).posted, [{ type: 'state', state: fail }]);
  assert.deepEqual((await restore(create().panel, running)).posted, [{ type: 'state', state: cancelled }]);
  assert.deepEqual((await restore(create().panel, undefined)).posted, [{ type: 'state', state: idle }]);
});

test('a check since the reload is newer than what the page remembers', async () => {
  const { panel } = create();
  panel.update(pass);
  assert.deepEqual((await restore(panel, fail)).posted, [{ type: 'state', state: pass }]);
});

test('after the end nothing opens, and what comes late is closed', async () => {
  const { panel } = create();
  panel.show(false);
  panel.dispose();
  assert.equal(opened[0]?.disposed, true);
  assert.equal(serializers, 0);
  panel.show(false);
  panel.update(pass);
  assert.equal(opened.length, 1);
  assert.equal((await restore(panel, fail)).disposed, true);
});

test('the page may load its own script and style, by a nonce that is new each time', () => {
  const { panel } = create();
  panel.show(false);
  opened[0]?.dispose();
  panel.show(false);
  const pages = opened.map(({ webview }) => webview.html);
  const [nonce, other] = pages.map((html) => /script-src 'nonce-([\w-]{22})'/.exec(html)?.[1]);
  assert.ok(nonce !== undefined && other !== undefined && nonce !== other);
  assert.equal(
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(pages[0] ?? '')?.[1],
    `default-src 'none'; style-src https://webview.test; script-src 'nonce-${nonce}'; img-src https://webview.test; font-src https://webview.test`,
  );
  assert.ok(
    pages[0]?.includes(
      `<script nonce="${nonce}" src="https://webview.test/extension/dist/panel.js"></script>`,
    ),
  );
  assert.deepEqual(opened[0]?.webview.options, {
    enableScripts: true,
    localResourceRoots: [{ path: '/extension/dist' }],
  });
});
