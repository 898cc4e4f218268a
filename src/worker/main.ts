import { parentPort } from 'node:worker_threads';
import { createConfig } from '../create/createConfig.ts';
import { settle } from '../create/settle.ts';
import { Inspector } from './inspect.ts';
import type { FromCreation, FromThread, FromWorker, RunHost, ToWorker } from './messages.ts';
import { OutputLimit } from './outputLimit.ts';
import { run } from './run.ts';

/** Often enough for a smooth bar and to be known alive, seldom enough not to be the work. */
const progressIntervalMs = 40;
/** Seldom enough that answers every few milliseconds cost nothing; silence is counted in seconds. */
const aliveIntervalMs = 250;

parentPort?.once('message', async (message: ToWorker) => {
  const post = (message: FromWorker | FromCreation | FromThread) => parentPort?.postMessage(message);
  let answered = 0;
  const output = new OutputLimit((text) => post({ type: 'event', event: { type: 'output', text } }));
  const host: RunHost = {
    onProcess: (pid) => post({ type: 'process', pid }),
    onOutput: (text) => output.add(text),
    onAnswer: () => {
      const now = performance.now();
      if (now - answered < aliveIntervalMs) return;
      answered = now;
      post({ type: 'alive' });
    },
  };
  if (message.type === 'create') {
    const { folder, answers, asks } = message.request;
    const creating = createConfig(folder, new Inspector(message.request, host), answers);
    return post({ type: 'created', creation: await settle(creating, answers, asks) });
  }
  let reported = 0;
  for await (const event of run(message.request, host)) {
    const now = performance.now();
    if (event.type === 'progress' && event.phase === 'check' && now - reported < progressIntervalMs) continue;
    reported = now;
    post({ type: 'event', event });
  }
});
