import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import type { Outcome } from './outcome.ts';

/** A reporter for `node --test-reporter`: sends an `Outcome` per test to the process that started this one. */
export default async function* reporter(events: AsyncIterable<TestEvent>): AsyncGenerator<never> {
  const path: string[] = [];
  for await (const event of events) {
    if (event.type === 'test:start') path.splice(event.data.nesting, path.length, event.data.name);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, nesting, details, skip, todo } = event.data;
    const full = [...path.slice(0, nesting), name].join(' › ');
    const send = (kind: Outcome['kind'], reason: string) => {
      process.send?.({ kind, name: full, reason } satisfies Outcome);
    };
    if (skip !== undefined) send('skipped', typeof skip === 'string' ? skip : 'no reason is given');
    else if (todo !== undefined) send('failed', 'Marked "todo": finish the test or remove it.');
    else if (details.type === 'suite' && event.type === 'test:pass') continue;
    else if (event.type === 'test:pass') send('passed', '');
    else if (!failedBySubtests(event.data.details.error)) send('failed', describe(event.data.details.error));
  }
}

/** A parent fails with its subtests, which have been told already. */
function failedBySubtests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** The error that was thrown, with its stack; node:test wraps it in one of its own. */
function describe(error: Error): string {
  return inspect(error.cause ?? error, { depth: 4 });
}
