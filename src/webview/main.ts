import type { FromPanel, ToPanel } from '../protocol/panel.ts';
import type { RunState } from '../protocol/runState.ts';
import { Page } from './page.ts';
import './panel.css';

/** What VS Code gives a page; `Saved` is what it keeps for the page across reloads. */
interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): RunState | undefined;
  setState(state: RunState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const root = document.createElement('main');
document.body.append(root);
const page = new Page(root, (message) => vscode.postMessage(message));
page.render(vscode.getState() ?? { kind: 'idle' });

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  switch (data.type) {
    case 'state':
      page.render(data.state);
      vscode.setState(data.state);
      break;
    default:
      data.type satisfies never;
  }
});

vscode.postMessage({ type: 'ready' });
