import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Ids of the processes whose command line holds all of these texts. */
export function processesWith(...texts: readonly string[]): number[] {
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => texts.every((text) => line.includes(text)))
    .map((line) => Number.parseInt(line, 10));
}

/** Processor time that a process has used up to now, in the kernel's ticks. Linux only. */
export function processorTicks(pid: number): number {
  // The name of the program stands in brackets and may hold spaces; user and system time are the 12th and 13th after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
