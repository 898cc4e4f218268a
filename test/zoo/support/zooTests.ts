import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacking } from './python.ts';
import { casesOf } from './zooCase.ts';
import { outcomeOf } from './zooOutcome.ts';

/** One test for each module of a convention: its rows get the verdicts of the truth, or it gets its message. */
export function zooTests(convention: string): void {
  for (const zooCase of casesOf(convention)) {
    test(`${convention}: ${zooCase.name}`, async (t) => {
      const missing = lacking(zooCase.packages);
      if (missing !== null) {
        t.skip(`Python has no ${missing}: apt-get install python3-${missing}`);
        return;
      }
      assert.ok(zooCase.truth !== null || zooCase.expected !== null, 'there is nothing to compare with');
      const { wrong, expected } = await outcomeOf(zooCase);
      assert.ok(Object.keys(expected).length > 0, 'the truth says nothing');
      assert.deepEqual(wrong, []);
    });
  }
}
