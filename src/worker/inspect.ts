import { join, resolve } from 'node:path';
import { readConfig } from '../config/document.ts';
import { Problem } from '../core/problem.ts';
import type { Bench, Look } from '../create/bench.ts';
import { openArrays } from '../data/openArrays.ts';
import type { Report } from '../protocol/report.ts';
import type { CreationRequest, RunHost, RunRequest } from './messages.ts';
import { prepare } from './prepare.ts';
import { run } from './run.ts';

/** Code that does not say what is in it for so long is left alone. */
const lookTimeoutMs = 10_000;

/** Opens files and runs code for whoever makes a config of them. */
export class Inspector implements Bench {
  readonly #request: CreationRequest;
  readonly #host: RunHost;
  readonly #deadline: number;

  constructor(request: CreationRequest, host: RunHost) {
    this.#request = request;
    this.#host = host;
    this.#deadline = performance.now() + request.timeMs;
  }

  get trusted(): boolean {
    return this.#request.programs.trusted;
  }

  hasTime(): boolean {
    return performance.now() < this.#deadline;
  }

  open(file: string) {
    return openArrays(resolve(this.#request.folder, file), this.#request.memoryLimitMB * 2 ** 20);
  }

  async look(value: object): Promise<Look> {
    const { programs } = this.#request;
    const timeoutMs = Math.min(programs.timeoutMs, lookTimeoutMs);
    const request = this.#runRequest(JSON.stringify(value), { ...programs, timeoutMs, maxWorkers: 1 });
    const { config, problems } = readConfig(request.text, request.label);
    if (config === null) throw new Problem(problems[0]?.code ?? '', problems[0]?.message ?? '');
    const { subject, code } = await prepare(config, this.#request.folder, request, this.#host);
    try {
      const names = [...new Set(subject.tensors.map(({ layer }) => layer))];
      return {
        tensors: subject.tensors,
        loss: await subject.loss(),
        rows: names.map((name) => {
          const target = code?.targetOf(name);
          return { name, convention: target?.convention ?? '', loss: target?.loss ?? false };
        }),
      };
    } finally {
      code?.end();
    }
  }

  async check(text: string): Promise<Report | null> {
    const { asks } = this.#request;
    for await (const event of run(this.#runRequest(text), this.#host)) {
      if (event.type === 'finished') return event.report;
      // From here on it runs; and where a person can run it themselves, that is for them to say.
      const canRun = event.type === 'planned' || (event.type === 'progress' && event.phase === 'check');
      if (canRun && (asks || !this.hasTime())) return null;
    }
    return null;
  }

  #runRequest(text: string, programs = this.#request.programs): RunRequest {
    const { folder, threshold, memoryLimitMB } = this.#request;
    const label = 'gradcheck.json';
    return { file: join(folder, label), label, text, overrides: [], threshold, memoryLimitMB, programs };
  }
}
