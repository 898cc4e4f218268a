import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusView } from '../../src/client/statusView.ts';
import type { LayerReport, Report, Verdict } from '../../src/protocol/report.ts';
import type { RunState } from '../../src/protocol/runState.ts';

const english = {
  t: (message: unknown, ...values: unknown[]) =>
    String(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
} as Parameters<typeof statusView>[1];

const uri = 'file:///nets/cat.gradcheck.json';
const textOf = (state: RunState) => statusView(state, english).text;

function layer(name: string, verdict: Verdict, parameters: readonly unknown[] = [{}]): LayerReport {
  return { name, verdict, parameters } as LayerReport;
}

function finished(
  verdict: Report['verdict'],
  layers: [string, Verdict][],
  changes: Partial<Report> = {},
): RunState {
  const report = {
    config: 'cat.gradcheck.json',
    subject: { kind: 'recorded', file: 'gradients.h5' },
    verdict,
    difference: 1.53e-10,
    parameters: { total: 61481, checked: 61481, nonzero: 61376 },
    layers: layers.map(([name, layerVerdict]) => layer(name, layerVerdict)),
    diagnostics: [],
    error: null,
    ...changes,
  } as Report;
  return { kind: 'finished', uri, report };
}

test('idle, running and cancelled', () => {
  const running: RunState = {
    kind: 'running',
    uri,
    config: 'cat.gradcheck.json',
    phase: 'check',
    fraction: 0.429,
    layer: 'hidden2',
    subject: null,
    planned: [],
    layers: [],
    threshold: 1e-7,
  };
  assert.equal(textOf({ kind: 'idle' }), '$(beaker) Gradient Check');
  assert.deepEqual(statusView(running, english), {
    text: '$(loading~spin) Checking 42%',
    lines: ['cat.gradcheck.json', 'Layer hidden2'],
    spoken: 'Checking 42%',
  });
  assert.equal(
    textOf({ kind: 'cancelled', uri, config: 'cat.gradcheck.json' }),
    '$(circle-slash) Check cancelled',
  );
});

test('a pass is a difference, and says so when it is only that of the reference', () => {
  const layers: [string, Verdict][] = [['hidden1', 'pass']];
  assert.equal(textOf(finished('pass', layers)), '$(pass) 1.5e-10');
  const reference = statusView(finished('pass', layers, { subject: { kind: 'reference' } }), english);
  assert.equal(reference.text, '$(pass) reference 1.5e-10');
  assert.deepEqual(reference.lines, [
    'cat.gradcheck.json',
    '61,481 of 61,481 parameters checked',
    "The reference network's own backward pass was checked, not your code.",
  ]);
});

test('failing layers are counted', () => {
  const layers: [string, Verdict][] = [
    ['hidden1', 'fail'],
    ['hidden2', 'fail'],
    ['output', 'vacuous'],
  ];
  assert.equal(textOf(finished('fail', layers)), '$(error) 2 of 3 layers fail');
  assert.equal(textOf(finished('fail', layers.slice(1))), '$(error) 1 of 2 layers fails');
});

test('a lone doubtful layer is named, several are counted', () => {
  const one: [string, Verdict][] = [
    ['hidden1', 'vacuous'],
    ['output', 'pass'],
  ];
  const two: [string, Verdict][] = [...one, ['hidden2', 'vacuous']];
  assert.equal(textOf(finished('vacuous', one)), '$(warning) hidden1 untested');
  assert.equal(textOf(finished('vacuous', two)), '$(warning) 2 of 3 layers untested');
  assert.equal(
    textOf(finished('inconclusive', [['output', 'inconclusive']])),
    '$(warning) output inconclusive',
  );
  assert.equal(
    textOf(
      finished('inconclusive', [
        ['a', 'inconclusive'],
        ['b', 'inconclusive'],
      ]),
    ),
    '$(warning) 2 of 2 layers inconclusive',
  );
});

test('a layer that could not be measured says why in the tooltip, once', () => {
  const said = { layer: 'pool', message: 'pool_backward returns None.' };
  const state = finished('vacuous', [], {
    layers: [layer('affine', 'pass'), layer('pool', 'vacuous', [])],
    diagnostics: [
      { ...said, layer: 'affine', message: 'slow' },
      said,
      said,
    ] as unknown as Report['diagnostics'],
  });
  assert.deepEqual(statusView(state, english), {
    text: '$(warning) pool untested',
    lines: ['cat.gradcheck.json', '61,481 of 61,481 parameters checked', 'pool_backward returns None.'],
    spoken: 'pool untested',
  });
});

test('a config that could not be checked shows why in the tooltip', () => {
  const location = { file: 'cat.gradcheck.json', line: 1, column: 1 };
  const error = { code: 'dataset.missing', message: 'There is no file data/cats.h5.', location };
  assert.deepEqual(statusView(finished('error', [], { error }), english), {
    text: '$(error) Could not check',
    lines: ['cat.gradcheck.json', 'There is no file data/cats.h5.'],
    spoken: 'Could not check',
  });
});
