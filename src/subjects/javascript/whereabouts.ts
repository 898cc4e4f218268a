import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** How long the other thread may take to stop and tell. */
const pauseMs = 800;

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly location: { readonly lineNumber: number; readonly columnNumber: number };
}

/** Where the thread that runs the user's code is now, even if it never returns; null where that cannot be told. */
export async function whereabouts(): Promise<object | null> {
  const session = new Session();
  try {
    session.connect();
    return await new Promise<object | null>((resolve) => {
      setTimeout(resolve, pauseMs, null);
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
        let id = 0;
        const send = (method: string) =>
          session.post('NodeWorker.sendMessageToWorker', {
            sessionId,
            message: JSON.stringify({ id: ++id, method }),
          });
        session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
          const { method, params: paused } = JSON.parse(params.message);
          if (method !== 'Debugger.paused') return;
          resolve(placeIn(paused.callFrames));
          void send('Debugger.resume').catch(() => {});
        });
        void send('Debugger.enable').then(
          () => send('Debugger.pause'),
          () => resolve(null),
        );
      });
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }).catch(() => resolve(null));
    });
  } catch {
    return null;
  } finally {
    session.disconnect();
  }
}

/** The innermost frame in a file that is neither Node's nor ours. */
function placeIn(frames: readonly CallFrame[]): object | null {
  const own = frames.find(
    ({ url }) => url !== '' && !url.startsWith('node:') && !/javascriptRunner|subjects.javascript/.test(url),
  );
  if (own === undefined) return null;
  const { url, functionName, location } = own;
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  return {
    file,
    line: location.lineNumber + 1,
    column: location.columnNumber + 1,
    name: functionName || null,
  };
}
