import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';
import { run } from './run.ts';

/** Often enough for a smooth bar and to be known alive, seldom enough not to be the work. */
const progressIntervalMs = 40;

parentPort?.once('message', async ({ request }: ToWorker) => {
  let reported = 0;
  for await (const event of run(request)) {
    const now = performance.now();
    if (event.type === 'progress' && event.phase === 'check' && now - reported < progressIntervalMs) continue;
    reported = now;
    parentPort?.postMessage({ type: 'event', event } satisfies FromWorker);
  }
});
