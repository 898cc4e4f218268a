import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RunAction, reduceRun } from '../../src/client/runReducer.ts';
import type { LayerHeader, RunEvent } from '../../src/protocol/events.ts';
import type { LayerReport, Report } from '../../src/protocol/report.ts';
import type { RunState } from '../../src/protocol/runState.ts';

const uri = 'file:///nets/cat.gradcheck.json';
const other = 'file:///nets/dog.gradcheck.json';
const location = { file: 'cat.gradcheck.json', line: 4, column: 7 };
const header: LayerHeader = { name: 'hidden1', type: 'Dense', entries: 61445, location };
const layer = { name: 'hidden1', verdict: 'pass' } as LayerReport;
const report = { config: 'cat.gradcheck.json', verdict: 'pass' } as Report;

const started: RunAction = { type: 'started', uri, config: 'cat.gradcheck.json', threshold: 1e-6 };
const event = (told: RunEvent, of = uri): RunAction => ({ type: 'event', uri: of, event: told });
const planned: RunEvent = {
  type: 'planned',
  subject: { kind: 'reference' },
  layers: [header],
  threshold: 1e-7,
};
const progress: RunEvent = { type: 'progress', phase: 'check', fraction: 0.5, layer: 'hidden1' };

const after = (...actions: RunAction[]) => actions.reduce(reduceRun, { kind: 'idle' } as RunState);

const begun = {
  kind: 'running',
  uri,
  config: 'cat.gradcheck.json',
  phase: 'data',
  fraction: 0,
  layer: null,
  subject: null,
  planned: [],
  layers: [],
  threshold: 1e-6,
};

test('a run begins with nothing known', () => {
  assert.deepEqual(after(started), begun);
});

test('events fill in the plan, the progress and the layers', () => {
  assert.deepEqual(after(started, event(planned), event(progress), event({ type: 'layer', layer })), {
    ...begun,
    subject: { kind: 'reference' },
    planned: [header],
    threshold: 1e-7,
    phase: 'check',
    fraction: 0.5,
    layer: 'hidden1',
    layers: [layer],
  });
});

test('a run ends with its report or as cancelled', () => {
  const finished = { kind: 'finished', uri, report };
  assert.deepEqual(after(started, { type: 'finished', uri, report }), finished);
  assert.deepEqual(after(started, event({ type: 'finished', report })), finished);
  assert.deepEqual(after(started, { type: 'cancelled', uri, config: 'cat.gradcheck.json' }), {
    kind: 'cancelled',
    uri,
    config: 'cat.gradcheck.json',
  });
});

test('what comes after the end changes nothing', () => {
  const finished = { kind: 'finished', uri, report };
  assert.deepEqual(after(started, { type: 'finished', uri, report }, event(progress)), finished);
});

test('a second run begins anew, and layers of the first that come late are dropped by its plan', () => {
  const late = event({ type: 'layer', layer });
  assert.deepEqual(after(started, late, started), begun);
  const state = after(started, late, event(planned));
  assert.deepEqual(state.kind === 'running' && state.layers, []);
});

test('the run that started last is shown while it lasts, whatever becomes of another', () => {
  const both = after({ ...started, uri: other }, started);
  assert.deepEqual(both, begun);
  assert.equal(reduceRun(both, event(progress, other)), both);
  assert.equal(reduceRun(both, { type: 'finished', uri: other, report }), both);
  const done = reduceRun(both, { type: 'finished', uri, report });
  assert.deepEqual(reduceRun(done, { type: 'finished', uri: other, report }), {
    kind: 'finished',
    uri: other,
    report,
  });
});
