// Prints what an exact scan through the user's Python costs beside the loop that people write: `npm run bench`.
// Ratios of one run on one machine; times alone drift.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { File, ready } from 'h5wasm/node';
import type { Report } from '../../src/protocol/report.ts';
import { lacking, python } from '../zoo/support/python.ts';

const repetitions = 5;
const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '../../dist/cli.js');
const sizes = [12288, 5, 5, 1];

const missing = lacking(['numpy']);
if (missing !== null) {
  console.log(`skipped: Python has no ${missing}. apt-get install python3-${missing}`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'gradient-check-bench-'));
try {
  await prepare();
  const loops: number[] = [];
  const alone: number[] = [];
  const shared: number[] = [];
  // In turn, so that a machine that slows down slows all of them.
  for (let k = 0; k < repetitions; k++) {
    loops.push(loopSeconds());
    alone.push(checkSeconds(1));
    shared.push(checkSeconds(2));
  }
  const [loop, one, two] = [loops, alone, shared].map(median) as [number, number, number];
  const line = (what: string, seconds: number, ratio: string) =>
    console.log(`${what.padEnd(44)} ${seconds.toFixed(2).padStart(7)} s   ${ratio}`);
  console.log(`${sizes.join('-')}, every one of 61,481 parameters, central; median of ${repetitions}`);
  console.log(`${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} processors\n`);
  line('in-place loop over the same functions', loop, '1');
  line(
    'gradient-check through Python, 1 process',
    one,
    `${(one / loop).toFixed(3)} × the loop (at most 1.05)`,
  );
  line(
    'gradient-check through Python, 2 processes',
    two,
    `${(one / two).toFixed(2)} × as fast as one (at least 1.6)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function prepare(): Promise<void> {
  for (const file of ['nn.py', 'inPlaceLoop.py']) cpSync(join(here, file), join(folder, file));
  const inputs = sizes[0] as number;
  await ready;
  const file = new File(join(folder, 'data.h5'), 'w');
  const x = Float64Array.from({ length: 2 * inputs }, (_, k) => (k * 0.618) % 1);
  file.create_dataset({ name: 'x', shape: [2, inputs], data: x });
  file.create_dataset({ name: 'y', shape: [2], data: Float64Array.of(1, 0) });
  file.close();
  const config = {
    dataset: { file: 'data.h5', features: 'x', labels: 'y', examples: [0] },
    model: {
      layers_dims: sizes,
      initializer: { kernel: { name: 'random_normal', stddev: 0.01 }, bias: 'zeros' },
    },
    code: { python: 'nn.py' },
    check: { epsilon: 1e-4 },
  };
  writeFileSync(join(folder, 'gradcheck.json'), JSON.stringify(config));
}

function loopSeconds(): number {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
  const said = execFileSync(python, ['-B', 'inPlaceLoop.py'], { cwd: folder, env, encoding: 'utf8' });
  return JSON.parse(said).seconds;
}

function checkSeconds(workers: number): number {
  const words = [cli, 'gradcheck.json', '--format', 'json', '--workers', String(workers), '--python', python];
  const said = execFileSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const report = JSON.parse(said) as Report;
  if (report.verdict !== 'pass') throw new Error(`the check ended with ${report.verdict}: ${said}`);
  return report.timing.check_ms / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
