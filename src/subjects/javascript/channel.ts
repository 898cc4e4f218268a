import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { encodeFrame, type Frame, FrameReader } from '../process/frame.ts';
import { whereabouts } from './whereabouts.ts';

/** How often it is looked whether the process that started this one is still there. */
const parentCheckMs = 1000;

/**
 * Frames from standard input go to the thread that runs the user's code, its answers to standard output; whatever
 * that code prints goes to standard error. The process ends with its standard input or its parent, at once, also
 * while the user's code hangs.
 */
export function openChannel(main: URL): void {
  const runner = new Worker(main, {
    workerData: 'gradient-check',
    stdin: true,
    stdout: true,
    stderr: true,
    // Modules from source: the same loading in every Node.
    execArgv: ['--experimental-vm-modules', '--no-warnings'],
  });
  runner.stdout.pipe(process.stderr);
  runner.stderr.pipe(process.stderr);
  const answer = (frame: Frame) => {
    for (const bytes of encodeFrame(frame)) process.stdout.write(bytes);
  };
  let ended: Frame | undefined;
  runner.on('message', answer);
  runner.on('error', (error: Error & { code?: string }) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const message = isMemory
      ? 'The code needs more memory than there is. Choose fewer examples or smaller layers.'
      : `The thread that runs the code has ended: ${error.message}.`;
    const told = {
      code: isMemory ? 'worker.memory' : 'code.internal',
      message,
      place: null,
      detail: error.stack ?? null,
    };
    ended = { header: { error: told }, arrays: [] };
    answer(ended);
  });
  const reader = new FrameReader();
  process.stdin.on('data', (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) {
      if (frame.header.request === 'where')
        void whereabouts().then((where) => answer({ header: { where }, arrays: [] }));
      else if (ended !== undefined) answer(ended);
      else runner.postMessage(frame);
    }
  });
  process.stdin.on('end', end).on('error', end);
  process.stdout.on('error', end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, parentCheckMs).unref();
}

/** No handler of the user's may put it off. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
