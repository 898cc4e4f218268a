import { parentPort } from 'node:worker_threads';
import type { FromWorker, RunHost, ToWorker } from './messages.ts';
import { OutputLimit } from './outputLimit.ts';
import { run } from './run.ts';

/** Often enough for a smooth bar and to be known alive, seldom enough not to be the work. */
const progressIntervalMs = 40;

parentPort?.once('message', async ({ request }: ToWorker) => {
  const post = (message: FromWorker) => parentPort?.postMessage(message);
  const output = new OutputLimit((text) => post({ type: 'event', event: { type: 'output', text } }));
  const host: RunHost = {
    onProcess: (pid) => post({ type: 'process', pid }),
    onOutput: (text) => output.add(text),
  };
  let reported = 0;
  for await (const event of run(request, host)) {
    const now = performance.now();
    if (event.type === 'progress' && event.phase === 'check' && now - reported < progressIntervalMs) continue;
    reported = now;
    post({ type: 'event', event });
  }
});
