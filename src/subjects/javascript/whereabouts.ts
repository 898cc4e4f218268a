import { Session } from 'node:inspector';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How long the other thread may take to stop and tell. */
const pauseMs = 800;

interface CallFrame {
  readonly functionName: string;
  readonly location: {
    readonly scriptId: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
}

/**
 * Where the thread that runs the user's code is now, even if it never returns; null where that cannot be told. It is
 * stopped by the inspector for a moment, as a debugger would.
 */
export function whereabouts(): Promise<object | null> {
  const session = new Session();
  const scripts = new Map<string, string>();
  const told = new Promise<object | null>((resolve) => {
    setTimeout(resolve, pauseMs, null);
    session.connect();
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
      const send = (id: number, method: string) => {
        session.post('NodeWorker.sendMessageToWorker', {
          sessionId,
          message: JSON.stringify({ id, method }),
        });
      };
      session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
        const { method, params: event } = JSON.parse(params.message);
        if (method === 'Debugger.scriptParsed') scripts.set(event.scriptId, event.url);
        if (method !== 'Debugger.paused') return;
        resolve(placeIn(event.callFrames, scripts));
        send(3, 'Debugger.resume');
        send(4, 'Debugger.disable');
      });
      send(1, 'Debugger.enable');
      send(2, 'Debugger.pause');
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  });
  return told.catch(() => null).finally(() => session.disconnect());
}

/** The innermost frame in a file that is neither Node's nor ours. */
function placeIn(frames: readonly CallFrame[], scripts: ReadonlyMap<string, string>): object | null {
  for (const { functionName, location } of frames) {
    const url = scripts.get(location.scriptId) ?? '';
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    if (!isAbsolute(file) || ours.test(file)) continue;
    return {
      file,
      line: location.lineNumber + 1,
      column: location.columnNumber + 1,
      name: functionName || null,
    };
  }
  return null;
}

const ours = /[\\/](javascriptRunner\.js|subjects[\\/]javascript[\\/].*\.ts)$/;
