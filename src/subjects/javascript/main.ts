// Glue: this thread keeps the channel to the check, and the other runs the user's code, which may block or end it.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Frame } from '../process/frame.ts';
import { openChannel } from './channel.ts';
import { keepFrames } from './failure.ts';
import { quietFiles } from './quiet.ts';
import { Session } from './session.ts';

if (isMainThread) openChannel(new URL(import.meta.url));
else if (workerData === 'gradient-check') {
  quietFiles();
  keepFrames();
  const session = new Session();
  parentPort?.on('message', async (frame: Frame) => {
    parentPort?.postMessage(await session.answer(frame));
  });
}
