import type { RunState } from '../protocol/runState.ts';
import { type ReportLine, reportLine } from '../report/reportLine.ts';
import type { SymbolName } from './symbol.ts';

/** The panel's heading: a shape, what is the case in a few words, and one sentence more. */
export interface VerdictLine extends ReportLine {
  readonly symbol: SymbolName;
}

export function verdictLine(state: RunState): VerdictLine {
  switch (state.kind) {
    case 'idle':
      return {
        symbol: 'information',
        headline: 'Nothing has been checked yet',
        detail: 'Open a gradcheck.json and choose “Gradient Check: Run” in the command palette.',
      };
    case 'running':
      return { symbol: 'pending', headline: `Checking… ${percentage(state.fraction)}`, detail: doing(state) };
    case 'cancelled':
      return {
        symbol: 'information',
        headline: 'Cancelled',
        detail: `The check of ${state.config} was stopped before it had a result.`,
      };
    case 'finished':
      return { symbol: state.report.verdict, ...reportLine(state.report) };
  }
}

/** What a screen reader is told: that a check started and how it ended, never the steps between. */
export function announcement(state: RunState): string {
  if (state.kind === 'idle') return '';
  if (state.kind === 'running') return `Checking ${state.config}`;
  const { headline, detail } = verdictLine(state);
  return `${headline}: ${detail}`;
}

function percentage(fraction: number): string {
  return `${Math.floor(100 * Math.min(Math.max(fraction, 0), 1))} %`;
}

function doing(state: RunState & { kind: 'running' }): string {
  switch (state.phase) {
    case 'data':
      return 'reading the examples';
    case 'gradient':
      return 'computing the analytical gradient';
    case 'check':
      return state.layer ?? 'measuring the numerical gradient';
  }
}
