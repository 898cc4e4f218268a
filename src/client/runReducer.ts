import type { RunEvent } from '../protocol/events.ts';
import type { Report } from '../protocol/report.ts';
import type { RunState } from '../protocol/runState.ts';

/** What happens to the runs of this window. */
export type RunAction =
  | { readonly type: 'started'; readonly uri: string; readonly config: string; readonly threshold: number }
  | { readonly type: 'event'; readonly uri: string; readonly event: RunEvent }
  | { readonly type: 'finished'; readonly uri: string; readonly report: Report }
  | { readonly type: 'cancelled'; readonly uri: string; readonly config: string };

/**
 * The state after an action. The run that started last is the one that is shown while it lasts: what another
 * one tells meanwhile changes nothing.
 */
export function reduceRun(state: RunState, action: RunAction): RunState {
  if (action.type === 'started') {
    return {
      kind: 'running',
      uri: action.uri,
      config: action.config,
      phase: 'data',
      fraction: 0,
      layer: null,
      subject: null,
      planned: [],
      layers: [],
      threshold: action.threshold,
    };
  }
  if (state.kind === 'running' && state.uri !== action.uri) return state;
  switch (action.type) {
    case 'finished':
      return { kind: 'finished', uri: action.uri, report: action.report };
    case 'cancelled':
      return { kind: 'cancelled', uri: action.uri, config: action.config };
    case 'event':
      return state.kind === 'running' ? advance(state, action.event) : state;
  }
}

function advance(state: RunState & { kind: 'running' }, event: RunEvent): RunState {
  switch (event.type) {
    case 'planned': {
      const { subject, layers: planned, threshold } = event;
      return { ...state, subject, planned, threshold, layers: [] };
    }
    case 'progress': {
      const { phase, fraction, layer } = event;
      return { ...state, phase, fraction, layer };
    }
    case 'layer':
      return { ...state, layers: [...state.layers, event.layer] };
    // For the log, which is not drawn.
    case 'output':
      return state;
    case 'finished':
      return { kind: 'finished', uri: state.uri, report: event.report };
  }
}
