// Runs a command (`node guard.ts FOLDER PROGRAM ARGUMENT…`) for as long as standard input stays open. When it
// closes, because whoever started this asked for the end or has ended in whatever way, the command's whole process
// group is ended and FOLDER is removed: nothing outlives a test that crashed or was killed.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { killGroup } from '../../runner/killGroup.ts';

const patienceMs = 3000;
const [folder = '', program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));

// Ctrl-C reaches this process too, but the end comes by one way only: standard input.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
await new Promise((resolve) => process.stdin.once('end', resolve).once('error', resolve).resume());

killGroup(child.pid, 'SIGTERM');
await Promise.race([ended, pause(patienceMs)]);
killGroup(child.pid);
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
process.exit();
