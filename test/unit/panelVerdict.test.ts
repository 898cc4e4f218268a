import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportDiagnostic, Verdict } from '../../src/protocol/report.ts';
import type { RunState } from '../../src/protocol/runState.ts';
import { announcement, verdictLine } from '../../src/webview/verdictLine.ts';
import {
  cancelled,
  deep,
  error,
  fail,
  finished,
  idle,
  inconclusive,
  layer,
  notANumber,
  pass,
  report,
  running,
  unmeasured,
  vacuous,
} from '../editor/panelStates.ts';

function sentence(state: RunState): string {
  const { symbol, headline, detail } = verdictLine(state);
  return `[${symbol}] ${headline} — ${detail}`;
}

const recorded = { kind: 'recorded', file: 'gradients.h5' } as const;

const stepDiagnostic: ReportDiagnostic = {
  severity: 'warning',
  code: 'gradient.step',
  message: 'hidden1: not decided by this step.',
  layer: 'hidden1',
  location: { file: 'gradcheck.json', line: 8, column: 7 },
  related: [],
};

test('every state has its sentence', () => {
  const sentences: [RunState, string][] = [
    [
      idle,
      '[information] Nothing has been checked yet — Open a gradcheck.json and choose “Gradient Check: Run” in the command palette.',
    ],
    [running, '[pending] Checking… 42 % — hidden2'],
    [
      cancelled,
      '[information] Cancelled — The check of cat.gradcheck.json was stopped before it had a result.',
    ],
    [
      pass,
      '[pass] Pass (reference network) — 1.5e-10, 61,376 of 61,481 entries tested; the other 105 are zero on both sides',
    ],
    [
      finished(report('pass', { subject: recorded })),
      '[pass] Pass — 1.5e-10, 61,376 of 61,481 entries tested; the other 105 are zero on both sides',
    ],
    [fail, '[fail] 1 of 3 layers fails — hidden2 0.33'],
    [notANumber, '[fail] 1 of 1 layer fails — output NaN'],
    [vacuous, '[vacuous] hidden1 untested — Both gradients are zero there, so nothing was compared.'],
    [
      inconclusive,
      '[inconclusive] hidden1 inconclusive — Rounding is too large there to tell pass from fail.',
    ],
    [
      finished({ ...inconclusive.report, diagnostics: [stepDiagnostic] }),
      '[inconclusive] hidden1 inconclusive — The step ε = 1e-7, not the backward pass, explains the difference there; another step decides.',
    ],
    [
      finished({ ...inconclusive.report, diagnostics: [{ ...stepDiagnostic, code: 'cost.notFinite' }] }),
      '[inconclusive] hidden1 inconclusive — The cost is not a finite number, so no derivative of it could be measured.',
    ],
    [
      finished({ ...unmeasured, verdict: 'vacuous', error: null }),
      '[vacuous] conv and pool untested — Nothing could be measured there; the messages say why.',
    ],
    [
      finished({ ...unmeasured, layers: unmeasured.layers.slice(1, 2) }),
      '[error] Could not check — conv_forward raised ValueError: operands could not be broadcast together (layers.py line 31).',
    ],
    [
      error,
      '[error] Could not check — data/train_catvnoncat.h5 has no dataset "train_set_z". It has list_classes, train_set_x and train_set_y: name one of them in "features".',
    ],
  ];
  for (const [state, expected] of sentences) assert.equal(sentence(state), expected);
});

test('the phases before the check are named', () => {
  assert.equal(
    sentence({ ...running, phase: 'data', fraction: 0 }),
    '[pending] Checking… 0 % — reading the examples',
  );
  assert.equal(
    sentence({ ...running, phase: 'gradient', fraction: 0.057 }),
    '[pending] Checking… 5 % — computing the analytical gradient',
  );
  assert.equal(
    sentence({ ...running, layer: null, fraction: 1.2 }),
    '[pending] Checking… 100 % — measuring the numerical gradient',
  );
});

test('a pass that did not test everything says how much it did', () => {
  const parameters = { total: 61481, checked: 1200, nonzero: 61376 };
  const state = finished(report('pass', { subject: recorded, parameters }));
  assert.equal(sentence(state), '[pass] Pass — 1.5e-10, 1,200 of 61,481 entries tested');
});

test('several failing layers are named, with the one to look at first', () => {
  const failing = (name: string, difference: number) => layer(name, 9, { verdict: 'fail', difference });
  const layers = [failing('hidden1', 0.2), failing('hidden2', 1 / 3), layer('output', 10)];
  const two = { subject: recorded, layers };
  assert.equal(
    sentence(finished(report('fail', two))),
    '[fail] 2 of 3 layers fail — hidden1 0.2, hidden2 0.33',
  );
  assert.equal(
    sentence(finished(report('fail', { ...two, culprit: 'hidden2', culprits: ['hidden2', 'output'] }))),
    '[fail] 2 of 3 layers fail — hidden1 0.2, hidden2 0.33; look at hidden2 or output first',
  );
  assert.match(
    sentence(deep(40)),
    /^\[fail\] 5 of 40 layers fail — .*, encoder_block_4_convolution_3 0.02 and others$/,
  );
});

test('a culprit whose own tensors pass is pointed at', () => {
  const layers = [
    layer('hidden1', 8, { verdict: 'fail', difference: 0.1, role: 'inherits' }),
    layer('hidden2', 9),
  ];
  const state = finished(report('fail', { layers, culprit: 'hidden2', culprits: ['hidden2'] }));
  assert.equal(sentence(state), '[fail] 1 of 2 layers fails — hidden1 0.1; look at hidden2 first');
});

test('untested layers are named while there are few, then counted', () => {
  const vacuousLayers = (count: number) =>
    ['a', 'b', 'c', 'd'].map((name, index) =>
      layer(name, 5, { verdict: (index < count ? 'vacuous' : 'pass') satisfies Verdict }),
    );
  const headline = (count: number) =>
    verdictLine(finished(report('vacuous', { layers: vacuousLayers(count) }))).headline;
  assert.equal(headline(1), 'a untested');
  assert.equal(headline(2), 'a and b untested');
  assert.equal(headline(3), '3 of 4 layers untested');
});

test('a screen reader is told of the start and of the end, not of each percent', () => {
  assert.equal(announcement(idle), '');
  assert.equal(announcement(running), 'Checking cat.gradcheck.json');
  assert.equal(announcement({ ...running, fraction: 0.43 }), announcement(running));
  assert.equal(announcement(fail), '1 of 3 layers fails: hidden2 0.33');
});
