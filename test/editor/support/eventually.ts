import { deepEqual } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const limitMs = 20_000;

/** Reads again and again until the value is the expected one; fails with what it was last. */
export async function eventually<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const deadline = Date.now() + limitMs;
  let value = await read();
  while (!isDeepStrictEqual(value, expected) && Date.now() < deadline) {
    await pause(100);
    value = await read();
  }
  deepEqual(value, expected);
}

/** As `eventually`, and the value is still the expected one after a while: nothing comes late, or twice. */
export async function settles<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  await eventually(read, expected);
  await pause(1500);
  deepEqual(await read(), expected);
}
