import * as vscode from 'vscode';
import type { FromPanel, PanelPlace, ToPanel } from '../protocol/panel.ts';
import type { RunState } from '../protocol/runState.ts';
import { panelHtml } from './panelHtml.ts';

/** What the panel asks for; it does nothing itself. */
export interface ResultsPanelHandlers {
  reveal(uri: string, layer: string): void;
  open(uri: string, place: PanelPlace): void;
  run(uri: string): void;
  cancel(): void;
  showLog(): void;
}

/** The results beside the config: one panel a window, drawn from the last state that it was given. */
export class ResultsPanel implements vscode.Disposable, vscode.WebviewPanelSerializer<RunState> {
  static readonly viewType = 'gradientCheck.results';
  readonly #dist: vscode.Uri;
  readonly #icon: vscode.Uri;
  readonly #handlers: ResultsPanelHandlers;
  readonly #serializer: vscode.Disposable;
  #state: RunState = { kind: 'idle' };
  #open: OpenPanel | undefined;
  #disposed = false;

  constructor(extensionUri: vscode.Uri, handlers: ResultsPanelHandlers) {
    this.#dist = vscode.Uri.joinPath(extensionUri, 'dist');
    this.#icon = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    this.#handlers = handlers;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(ResultsPanel.viewType, this);
  }

  /** Opens the panel beside the active editor, or brings it forward. */
  show(preserveFocus: boolean): void {
    if (this.#disposed) return;
    if (this.#open !== undefined) {
      // Hidden behind other tabs, it must not come forward over the config that is being checked.
      const { panel } = this.#open;
      panel.reveal(panel.visible ? undefined : vscode.ViewColumn.Beside, preserveFocus);
      return;
    }
    const panel = vscode.window.createWebviewPanel(ResultsPanel.viewType, 'Gradient Check', {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus,
    });
    this.#adopt(panel);
  }

  /** Draws this state, now or as soon as there is a page to draw it on. */
  update(state: RunState): void {
    this.#state = state;
    this.#post();
  }

  /** After a reload of the window: the page comes back with what it showed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: RunState | undefined): Promise<void> {
    if (this.#disposed || this.#open !== undefined) {
      panel.dispose();
      return;
    }
    if (this.#state.kind === 'idle' && saved !== undefined) this.#state = settled(saved);
    this.#adopt(panel);
  }

  dispose(): void {
    this.#disposed = true;
    this.#serializer.dispose();
    this.#open?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const open: OpenPanel = { panel, ready: false };
    this.#open = open;
    panel.iconPath = this.#icon;
    panel.onDidDispose(() => {
      if (this.#open === open) this.#open = undefined;
    });
    // Before the page is set: its first message must find a listener.
    panel.webview.onDidReceiveMessage((message: FromPanel) => this.#receive(open, message));
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#dist] };
    const file = (name: string) =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.#dist, name)).toString();
    panel.webview.html = panelHtml({
      cspSource: panel.webview.cspSource,
      script: file('panel.js'),
      style: file('panel.css'),
    });
  }

  #receive(open: OpenPanel, message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        open.ready = true;
        this.#post();
        break;
      case 'reveal':
        this.#handlers.reveal(message.uri, message.layer);
        break;
      case 'open':
        this.#handlers.open(message.uri, message.place);
        break;
      case 'run':
        this.#handlers.run(message.uri);
        break;
      case 'cancel':
        this.#handlers.cancel();
        break;
      case 'showLog':
        this.#handlers.showLog();
        break;
      default:
        message satisfies never;
    }
  }

  #post(): void {
    if (this.#open?.ready !== true) return;
    const message = { type: 'state', state: this.#state } satisfies ToPanel;
    // A page that is closing answers nothing, and needs nothing.
    this.#open.panel.webview.postMessage(message).then(undefined, () => undefined);
  }
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  ready: boolean;
}

/** A check that was running when the window was reloaded is running no more. */
function settled(saved: RunState): RunState {
  return saved.kind === 'running' ? { kind: 'cancelled', uri: saved.uri, config: saved.config } : saved;
}
