import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportDiagnostic } from '../../src/protocol/report.ts';
import { differenceText } from '../../src/report/differenceText.ts';
import { facts } from '../../src/report/facts.ts';
import { subjectLine } from '../../src/report/subjectLine.ts';
import { chartSummary } from '../../src/webview/chartSummary.ts';
import { codePlace, layerMessages } from '../../src/webview/layerMessages.ts';
import { decidingParameter, layerRows } from '../../src/webview/layerRow.ts';
import { labelWidthPx, rowLabel } from '../../src/webview/verdictLabels.ts';
import {
  cancelled,
  fail,
  idle,
  inconclusive,
  layer,
  notANumber,
  report,
  running,
  tensor,
  unmeasured,
  vacuous,
} from '../editor/panelStates.ts';

test('while a check runs its layers stand in network order, measured or not', () => {
  const rows = layerRows({
    ...running,
    layers: [layer('output', 10), layer('hidden1', 8)],
    layer: 'hidden2',
  });
  assert.deepEqual(
    rows.map((row) => [
      row.name,
      row.kind === 'pending' ? (row.measuring ? 'measuring' : 'waiting') : row.layer.verdict,
    ]),
    [
      ['hidden1', 'pass'],
      ['hidden2', 'measuring'],
      ['output', 'pass'],
    ],
  );
  assert.deepEqual(layerRows(idle), []);
  assert.deepEqual(layerRows(cancelled), []);
});

test('where there is no difference, the verdict says why', () => {
  assert.equal(differenceText(null, 'vacuous'), '0/0');
  assert.equal(differenceText(null, 'fail'), 'NaN');
  assert.equal(differenceText(0, 'pass'), '0');
});

test('a row is labelled with number and word, and where there is little room with the number', () => {
  const labels = (state: Parameters<typeof layerRows>[0], wide: boolean) =>
    layerRows(state).map((row) => Object.values(rowLabel(row, wide)).join(' '));
  assert.deepEqual(labels(fail, true), ['pass 1.5e-10 pass', 'fail 0.33 fail', 'pass 0 pass']);
  assert.deepEqual(labels(fail, false), ['pass 1.5e-10', 'fail 0.33', 'pass 0']);
  assert.deepEqual(labels(vacuous, false), ['vacuous untested', 'pass 2.3e-11', 'pass 0']);
  assert.deepEqual(labels(running, true), ['pass 1.5e-10 pass', 'pending measuring', 'pending waiting']);
  assert.deepEqual(labels(notANumber, true), ['fail NaN fail']);
  assert.equal(
    labelWidthPx(
      [
        { symbol: 'pass', text: 'four' },
        { symbol: 'fail', text: 'three' },
      ],
      (text) => text.length,
    ),
    29,
  );
});

test('a layer is explained by the tensor that gave it its verdict, the worst of them', () => {
  const parameters = [
    tensor('kernel'),
    tensor('bias', { verdict: 'fail', difference: 0.1 }),
    tensor('scale', { verdict: 'fail', difference: 0.2 }),
  ];
  assert.equal(decidingParameter(layer('norm', 9, { verdict: 'fail', parameters }))?.name, 'scale');
  const unknown = [...parameters, tensor('offset', { verdict: 'fail', difference: null })];
  assert.equal(decidingParameter(layer('norm', 9, { verdict: 'fail', parameters: unknown }))?.name, 'offset');
  assert.equal(decidingParameter(layer('flatten', 9, { parameters: [] })), undefined);
});

test('the chart is told in words, without end', () => {
  assert.equal(
    chartSummary(layerRows(vacuous), 1e-7),
    'Difference per layer. Bars on a logarithmic scale, threshold 1e-7. hidden1 untested 0/0; hidden2 pass 2.3e-11; output pass 0.',
  );
  const many = Array.from({ length: 200 }, (_, index) => layer(`l${index}`, index));
  const rows = layerRows({ kind: 'finished', uri: '', report: report('pass', { layers: many }) });
  assert.match(chartSummary(rows, 1e-7), /; l11 pass 1\.5e-10; 188 more in the table below\.$/);
});

test('the reference network is never taken for the user’s code', () => {
  const line = subjectLine({ kind: 'reference' }, 'cat.gradcheck.json', false);
  assert.equal(line.text, 'The reference network’s own backward pass was checked, not your code.');
  assert.deepEqual(line.remedy, {
    before: 'To check yours, add',
    code: '"code": { "python": "nn.py" }',
    after: 'to cat.gradcheck.json.',
  });
  assert.equal(
    subjectLine({ kind: 'reference' }, 'a.json', true).text,
    'The reference network’s own backward pass is being checked, not your code.',
  );
  assert.deepEqual(subjectLine({ kind: 'recorded', file: 'gradients.h5' }, 'a.json', false), {
    text: 'The gradient recorded in gradients.h5 was checked.',
    remedy: null,
  });
  assert.equal(
    subjectLine({ kind: 'python', file: 'nn.py' }, 'a.json', false).text,
    'The backward pass in nn.py was checked.',
  );
});

test('the facts of a report', () => {
  const shown = (of: Report) => Object.fromEntries(facts(of).map(({ term, value }) => [term, value]));
  assert.deepEqual(shown(report('pass')), {
    'Classical rule': '1.53e-10 ≤ 1e-7, yes',
    Threshold: '1e-7',
    Method: 'central, ε = 1e-4',
    Loss: '0.6931721168',
    Example: '89',
    'Entries measured': 'all 61,481, 61,376 nonzero',
    'Cost evaluations': '122,962',
    Time: '412 ms, check 31 ms',
  });
  assert.equal(
    inconclusive.kind === 'finished' && shown(inconclusive.report)['Classical rule'],
    '1.54e-7 > 1e-7, no',
  );
  const examples = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  assert.equal(shown(report('pass', { examples })).Examples, '1, 2, 3, 4, 5 and 5 more');
  const classical = { difference: null, threshold: 1e-7, pass: false };
  assert.equal(shown(report('vacuous', { classical }))['Classical rule'], '0/0, no');
  assert.equal(shown(report('fail', { classical }))['Classical rule'], 'NaN, no');
  assert.equal(
    shown(report('pass', { epsilon: null, method: 'forward' })).Method,
    'right-hand, ε chosen by the data',
  );
  const withoutExamples = { examples: [], loss: null };
  const code = shown(report('pass', { ...withoutExamples, subject: { kind: 'python', file: 'nn.py' } }));
  assert.deepEqual([code.Examples, code.Loss], ['none', 'none']);
  const recorded = shown(report('pass', { ...withoutExamples, subject: { kind: 'recorded' } }));
  assert.equal(recorded.Examples, 'recorded with the gradients');
  assert.deepEqual(facts(report('error')), []);
});

test('a row that could not be measured has no number', () => {
  const rows = layerRows({ kind: 'finished', uri: '', report: unmeasured });
  assert.match(chartSummary(rows, 1e-7), /\. affine pass 1\.5e-10; conv untested; pool untested\.$/);
  assert.deepEqual(
    rows.map((row) => rowLabel(row, true)),
    [
      { symbol: 'pass', text: '1.5e-10 pass' },
      { symbol: 'vacuous', text: 'untested' },
      { symbol: 'vacuous', text: 'untested' },
    ],
  );
});

test('what is said of a layer in the config and in the code is one message, with the way to the code', () => {
  const inConfig = { file: 'gradcheck.json', line: 2, column: 3 };
  const inCode = { file: 'layers.py', line: 34, column: 1 };
  const related = [{ message: 'The line of code', location: inCode }];
  const said = (location: typeof inCode, changes: Partial<ReportDiagnostic> = {}): ReportDiagnostic => ({
    severity: 'error',
    code: 'code.raised',
    message: 'conv_forward raised',
    layer: 'conv',
    location,
    related: [],
    ...changes,
  });
  const kept = said(inConfig, { related });
  const another = said(inConfig, { message: 'slow' });
  const all = [said(inCode), kept, said(inConfig, { layer: 'pool' }), another];
  assert.deepEqual(layerMessages('conv', all), [kept, another]);
  assert.deepEqual(layerMessages('conv', all.toReversed()), [another, kept]);
  assert.equal(codePlace([another, kept], 'gradcheck.json'), inCode);
  assert.equal(codePlace([said(inCode)], 'gradcheck.json'), inCode);
  assert.equal(codePlace([another], 'gradcheck.json'), undefined);
});
