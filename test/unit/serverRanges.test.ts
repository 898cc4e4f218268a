import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { shiftRange } from '../../src/server/shiftRange.ts';
import { smallestEdit } from '../../src/server/smallestEdit.ts';

const range = (startLine: number, start: number, endLine: number, end: number) => ({
  start: { line: startLine, character: start },
  end: { line: endLine, character: end },
});

/** The range of `[…]` in a text, brackets included. */
function marked(text: string) {
  const document = TextDocument.create('', '', 0, text);
  return {
    start: document.positionAt(text.indexOf('[')),
    end: document.positionAt(text.indexOf(']') + 1),
  };
}

const plainText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 12 });

test('a shifted range is where its marks are found again, whatever is edited around and inside', () => {
  const edits = fc.array(fc.tuple(fc.nat(2), fc.nat(), fc.nat(), plainText), { maxLength: 6 });
  fc.assert(
    fc.property(plainText, plainText, plainText, edits, (before, inside, after, changes) => {
      const parts = [before, inside, after];
      const whole = () => `${parts[0]}[${parts[1]}]${parts[2]}`;
      let shifted = marked(whole());
      for (const [index, a, b, text] of changes) {
        const part = parts[index]!;
        const [from, to] = [a % (part.length + 1), b % (part.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const start = parts.slice(0, index).join('[').length + Math.min(index, 1);
        const document = TextDocument.create('', '', 0, whole());
        const edit = {
          range: { start: document.positionAt(start + from), end: document.positionAt(start + to) },
          text,
        };
        parts[index] = part.slice(0, from) + text + part.slice(to);
        shifted = shiftRange(shifted, edit);
        assert.deepEqual(shifted, marked(whole()));
      }
    }),
  );
});

test('a range never ends before it starts, nor outside the text', () => {
  const span = fc.tuple(fc.nat(), fc.nat());
  fc.assert(
    fc.property(plainText, span, span, plainText, (text, at, edited, inserted) => {
      const document = TextDocument.create('', '', 0, text);
      const rangeOf = (pair: [number, number]) => {
        const [from, to] = pair.map((n) => n % (text.length + 1)).sort((x, y) => x - y) as [number, number];
        return { start: document.positionAt(from), end: document.positionAt(to) };
      };
      const edit = { range: rangeOf(edited), text: inserted };
      const shifted = shiftRange(rangeOf(at), edit);
      const after = TextDocument.update(document, [edit], 1);
      assert.ok(after.offsetAt(shifted.start) <= after.offsetAt(shifted.end));
      assert.deepEqual(after.positionAt(after.offsetAt(shifted.end)), shifted.end);
      assert.deepEqual(after.positionAt(after.offsetAt(shifted.start)), shifted.start);
    }),
  );
});

test('what is typed at the edges of a range stays outside of it', () => {
  const layer = range(1, 4, 1, 9);
  assert.deepEqual(shiftRange(layer, { range: range(1, 4, 1, 4), text: 'xx' }), range(1, 6, 1, 11));
  assert.deepEqual(shiftRange(layer, { range: range(1, 9, 1, 9), text: 'xx' }), layer);
});

test('a range that is typed over covers what was typed', () => {
  const name = range(0, 10, 0, 17);
  assert.deepEqual(shiftRange(name, { range: name, text: 'first' }), range(0, 10, 0, 15));
});

test('a range whose lines are deleted becomes empty where they were', () => {
  assert.deepEqual(shiftRange(range(3, 2, 3, 8), { range: range(2, 0, 4, 0), text: '' }), range(2, 0, 2, 0));
});

test('an edit that ends or begins inside a range leaves what is left of it', () => {
  assert.deepEqual(
    shiftRange(range(0, 5, 0, 10), { range: range(0, 3, 0, 7), text: 'x' }),
    range(0, 4, 0, 7),
  );
  assert.deepEqual(
    shiftRange(range(0, 5, 0, 10), { range: range(0, 8, 0, 12), text: 'xyz' }),
    range(0, 5, 0, 8),
  );
});

test('the smallest edit leaves common text alone and makes the new text', () => {
  assert.deepEqual(smallestEdit('{ "units": 5 }', '{ "units": 15 }'), {
    range: range(0, 11, 0, 11),
    text: '1',
  });
  assert.deepEqual(smallestEdit('a\nb\nc', 'a\nB\nB\nc'), { range: range(1, 0, 1, 1), text: 'B\nB' });
  fc.assert(
    fc.property(plainText, plainText, (before, after) => {
      const edit = smallestEdit(before, after);
      const document = TextDocument.create('', '', 0, before);
      assert.equal(TextDocument.update(document, [edit], 1).getText(), after);
    }),
  );
});
