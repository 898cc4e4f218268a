import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Palette } from '../../src/cli/palette.ts';
import { prettyText } from '../../src/cli/prettyText.ts';
import { Progress } from '../../src/cli/progress.ts';
import { wrap } from '../../src/cli/wrap.ts';
import type { LayerReport, Report, Verdict } from '../../src/protocol/report.ts';

const place = { file: 'cat.gradcheck.json', line: 8, column: 7 };

function layer(name: string, verdict: Verdict, difference: number | null): LayerReport {
  return {
    name,
    type: 'Dense',
    verdict,
    difference,
    interval: null,
    role: 'none',
    analytical_norm: 1,
    numerical_norm: 1,
    classical: { difference, threshold: 1e-7, pass: false },
    parameters: [],
    location: place,
    backward: null,
  };
}

const report: Report = {
  version: 1,
  config: 'cat.gradcheck.json',
  subject: { kind: 'recorded', file: 'gradients.h5' },
  verdict: 'fail',
  difference: 0.33,
  classical: { difference: 0.33, threshold: 1e-7, pass: false },
  threshold: 1e-7,
  method: 'central',
  epsilon: 1e-4,
  loss: 0.5,
  examples: [89],
  parameters: { total: 1234, checked: 1234, nonzero: 1000 },
  culprit: 'b',
  culprits: ['b'],
  layers: [
    layer('a', 'pass', 1e-10),
    layer('b', 'fail', 1 / 3),
    layer('longer name', 'vacuous', null),
    layer('c', 'fail', null),
    layer('d', 'pass', 0),
    layer('e', 'inconclusive', 1e-7),
  ],
  diagnostics: [
    {
      severity: 'error',
      code: 'gradient.mismatch',
      message: 'b: the analytical gradient of the kernel is not the derivative of the cost. '
        .repeat(2)
        .trim(),
      layer: 'b',
      location: place,
      related: [],
    },
  ],
  causes: [],
  timing: { total_ms: 40, dataset_ms: 4, check_ms: 12.5, evaluations: 2469 },
  error: null,
};

test('a report for people, on paper', () => {
  assert.equal(
    prettyText([report], new Palette({}, false)),
    `✗ 2 of 6 layers fail  cat.gradcheck.json
  b 0.33, c NaN; look at b first
  The gradient recorded in gradients.h5 was checked.

  layer        type   verdict         difference  10⁻¹⁶                         1
  a            Dense  ✓ pass          1.0e-10     ████████████······│··············
  b            Dense  ✗ fail          0.33        ██████████████████│████████████··
  longer name  Dense  ○ untested      –           ··················│··············
  c            Dense  ✗ fail          NaN         ··················│··············
  d            Dense  ✓ pass          0           ··················│··············
  e            Dense  ? inconclusive  1.0e-7      ██████████████████│··············

  classical rule 0.33 > 1e-7, no · threshold 1e-7 · method central, ε = 1e-4 · loss 0.5 · example 89
  · entries measured all 1,234, 1,000 nonzero · cost evaluations 2,469 · time 40 ms, check 13 ms

  error gradient.mismatch  cat.gradcheck.json:8:7
    b: the analytical gradient of the kernel is not the derivative of the cost. b: the analytical
    gradient of the kernel is not the derivative of the cost.
`,
  );
});

test('an error is the message, where and what', () => {
  const error = { code: 'data.missing', message: 'There is no file x.h5.', location: place };
  const diagnostic = { severity: 'error', ...error, layer: null, related: [] } as const;
  const failed: Report = { ...report, verdict: 'error', layers: [], error, diagnostics: [diagnostic] };
  assert.equal(
    prettyText([failed], new Palette({}, false)),
    '✗ Could not check  cat.gradcheck.json\n\n  error data.missing  cat.gradcheck.json:8:7\n    There is no file x.h5.\n',
  );
});

test('what code raised is said once, with its places and the end of its traceback, before what could be checked', () => {
  const inCode = { file: 'layers.py', line: 31, column: 1 };
  const error = { code: 'code.raised', message: 'conv_forward raised ValueError.', location: inCode };
  const said = { severity: 'error', ...error, layer: 'conv', related: [] } as const;
  const related = [{ message: 'The line of code', location: inCode }];
  const backward = [{ message: 'The backward pass, affine_backward', location: { ...inCode, line: 9 } }];
  const broken: Report = {
    ...report,
    verdict: 'error',
    layers: [layer('affine', 'fail', 1 / 3), layer('conv', 'vacuous', null)],
    diagnostics: [
      { ...said, message: 'affine: it is wrong.', location: place, related: backward },
      said,
      { ...said, location: place, related },
    ],
    error,
    detail: `${Array.from({ length: 12 }, (_, k) => `  line ${k}`).join('\n')}\n`,
  };
  assert.equal(
    prettyText([broken], new Palette({}, false)),
    `✗ Could not check conv  cat.gradcheck.json

  error code.raised  layers.py:31:1  cat.gradcheck.json:8:7
    conv_forward raised ValueError.
${[4, 5, 6, 7, 8, 9, 10, 11].map((k) => `      line ${k}\n`).join('')}
  layer   type   verdict     difference  10⁻¹⁶                         1
  affine  Dense  ✗ fail      0.33        ██████████████████│████████████··
  conv    Dense  ○ untested  –           ··················│··············

  error code.raised  cat.gradcheck.json:8:7
    affine: it is wrong.
    The backward pass, affine_backward: layers.py:9:1
`,
  );
});

test('a bar gives way to what code prints, which is shown where it is asked for', () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) =>
    ({ isTTY, columns: 30, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;
  const tell = (progress: Progress) => {
    progress.show('a.json', { type: 'progress', phase: 'check', fraction: 0.5, layer: 'b' });
    progress.show('a.json', { type: 'output', text: 'cost 0.7\ncost' });
    progress.show('a.json', { type: 'output', text: ' 0.6' });
    progress.clear();
    return written.splice(0);
  };
  const bar = '\r\x1b[2K████████████░░░░░░░░░░░░ 50 %';
  assert.deepEqual(tell(new Progress(stream(true), { quiet: false, verbose: false })), [bar, '\r\x1b[2K']);
  assert.deepEqual(tell(new Progress(stream(true), { quiet: false, verbose: true })), [
    bar,
    '\r\x1b[2K',
    'cost 0.7\ncost',
    ' 0.6',
    '\n\r\x1b[2K',
  ]);
  assert.deepEqual(tell(new Progress(stream(false), { quiet: false, verbose: true })), [
    'cost 0.7\ncost',
    ' 0.6',
  ]);
  assert.deepEqual(tell(new Progress(stream(false), { quiet: false, verbose: false })), []);
});

test('several reports stand one below the other', () => {
  const single = prettyText([report], new Palette({}, false));
  assert.equal(prettyText([report, report], new Palette({}, false)), `${single}\n${single}`);
});

test('colours are for a terminal that has them, never for a file', () => {
  const coloured = { isTTY: true, columns: 60, hasColors: () => true };
  assert.equal(new Palette(coloured, false).paint('red', 'x'), '\x1b[31mx\x1b[39m');
  assert.equal(new Palette(coloured, true).paint('red', 'x'), 'x');
  assert.equal(new Palette({ ...coloured, hasColors: () => false }, false).paint('red', 'x'), 'x');
  assert.equal(new Palette({}, false).paint('red', 'x'), 'x');
  assert.deepEqual([new Palette(coloured, false).width, new Palette(coloured, true).width], [60, 100]);
});

test('lines break between words, with their indent within the width', () => {
  assert.deepEqual(wrap('one two three four', 9, '  '), ['  one two', '  three', '  four']);
  assert.deepEqual(wrap('a-word-that-is-too-long b', 9, '  '), ['  a-word-that-is-too-long', '  b']);
});
