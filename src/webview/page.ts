import type { FromPanel } from '../protocol/panel.ts';
import type { RunState } from '../protocol/runState.ts';
import { facts } from '../report/facts.ts';
import { subjectLine } from '../report/subjectLine.ts';
import { chartSummary } from './chartSummary.ts';
import { DifferenceChart } from './differenceChart.ts';
import { element } from './element.ts';
import { layerRows } from './layerRow.ts';
import { LayerTable } from './layerTable.ts';
import { notes } from './notes.ts';
import { type OpenPlace, placeLink } from './placeLink.ts';
import { symbolElement } from './symbol.ts';
import { watchTheme } from './theme.ts';
import { announcement, verdictLine } from './verdictLine.ts';

/** The whole page: made once, then told each state. What has not changed is left as it stands. */
export class Page {
  #state: RunState = { kind: 'idle' };
  #drawn = '';
  readonly #post: (message: FromPanel) => void;
  readonly #config = element('span', { id: 'config' });
  readonly #run = iconButton('run', 'Run again', 'Check the same config again');
  readonly #cancel = iconButton('cancel', 'Cancel', 'Stop the check');
  readonly #log = iconButton('log', 'Show log', 'Open the log, where the details are');
  readonly #progress = element('progress', { max: 1, 'aria-label': 'Progress of the check' });
  readonly #verdict = element('h1', { id: 'verdict' });
  readonly #subject = element('div', { id: 'subject' });
  readonly #facts = element('dl', { id: 'facts' });
  readonly #results = element('section', { id: 'results', 'aria-labelledby': 'results-heading' });
  readonly #canvas = element('canvas', { id: 'chart', role: 'img' });
  readonly #notes = element('div', { id: 'notes' });
  readonly #live = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  readonly #chart: DifferenceChart;
  readonly #table: LayerTable;

  constructor(root: HTMLElement, post: (message: FromPanel) => void) {
    this.#post = post;
    const frame = element('div', { class: 'chart-frame' }, this.#canvas);
    this.#table = new LayerTable(this.#reveal, this.#open);
    this.#results.append(
      element('h2', { id: 'results-heading' }, 'Difference per layer'),
      element(
        'p',
        { class: 'muted' },
        '‖analytical − numerical‖ / (‖analytical‖ + ‖numerical‖), the worst tensor of each layer',
      ),
      frame,
      this.#table.element,
    );
    const actions = element('div', { class: 'actions' }, this.#run, this.#cancel, this.#log);
    root.append(
      element('header', {}, this.#config, actions),
      this.#verdict,
      this.#progress,
      this.#subject,
      this.#results,
      this.#notes,
      this.#facts,
      this.#live,
    );
    this.#chart = new DifferenceChart(frame, this.#canvas, this.#reveal);
    this.#run.addEventListener('click', () => this.#rerun());
    this.#cancel.addEventListener('click', () => post({ type: 'cancel' }));
    this.#log.addEventListener('click', () => post({ type: 'showLog' }));
    watchTheme(() => this.#chart.retheme());
  }

  render(state: RunState): void {
    this.#state = state;
    this.#renderActions(state);
    this.#renderHeading(state);
    this.#renderResults(state);
    const report = state.kind === 'finished' ? state.report : null;
    this.#facts.replaceChildren(
      ...(report === null ? [] : facts(report)).map(({ term, value }) =>
        element('div', {}, element('dt', {}, term), element('dd', {}, value)),
      ),
    );
    this.#notes.replaceChildren(...(report === null ? [] : notes(report, this.#reveal, this.#open)));
    const announced = announcement(state);
    if (this.#live.textContent !== announced) this.#live.textContent = announced;
  }

  #renderActions(state: RunState): void {
    const running = state.kind === 'running';
    const before = document.activeElement;
    this.#run.hidden = running || state.kind === 'idle';
    this.#cancel.hidden = !running;
    this.#log.hidden = !(state.kind === 'finished' && state.report.verdict === 'error');
    // A button that vanishes under the finger hands its focus to the one that takes its place.
    if (before === this.#run && running) this.#cancel.focus();
    if (before === this.#cancel && !running) this.#run.focus();
    this.#progress.hidden = !running;
    if (state.kind === 'running') this.#progress.value = state.fraction;
  }

  #renderHeading(state: RunState): void {
    const { symbol, headline, detail } = verdictLine(state);
    this.#verdict.dataset.verdict = symbol;
    this.#verdict.replaceChildren(
      symbolElement(symbol),
      element(
        'span',
        {},
        element('span', { class: 'headline' }, headline),
        ' — ',
        element('span', { class: 'detail' }, detail),
      ),
    );
    this.#config.textContent = configOf(state);
    this.#subject.replaceChildren(...subjectOf(state, this.#open));
  }

  #renderResults(state: RunState): void {
    const rows = layerRows(state);
    this.#results.hidden = rows.length === 0;
    const threshold = thresholdOf(state);
    const diagnostics = state.kind === 'finished' ? state.report.diagnostics : [];
    const drawn = JSON.stringify([rows, threshold, diagnostics]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#table.update(rows, diagnostics, configOf(state));
    this.#chart.draw(rows, threshold);
    this.#canvas.setAttribute('aria-label', chartSummary(rows, threshold));
  }

  readonly #reveal = (layer: string): void => {
    if (this.#state.kind !== 'idle') this.#post({ type: 'reveal', uri: this.#state.uri, layer });
  };

  readonly #open: OpenPlace = ({ file, line, column }) => {
    if (this.#state.kind === 'idle') return;
    const place = { file: file === configOf(this.#state) ? null : file, line, column };
    this.#post({ type: 'open', uri: this.#state.uri, place });
  };

  #rerun(): void {
    if (this.#state.kind !== 'idle') this.#post({ type: 'run', uri: this.#state.uri });
  }
}

function iconButton(id: string, text: string, title: string): HTMLButtonElement {
  return element('button', { id, class: 'action', title, 'aria-label': `${text}: ${title}` }, text);
}

function configOf(state: RunState): string {
  if (state.kind === 'idle') return 'Gradient Check';
  return state.kind === 'finished' ? state.report.config : state.config;
}

function thresholdOf(state: RunState): number {
  if (state.kind === 'running') return state.threshold;
  return state.kind === 'finished' ? state.report.threshold : 0;
}

/** Whose gradient it is; where nothing could be checked, the place to mend instead. */
function subjectOf(state: RunState, open: OpenPlace): readonly HTMLElement[] {
  if (state.kind === 'finished' && state.report.verdict === 'error') {
    return state.report.error === null
      ? []
      : [element('p', {}, placeLink(state.report.error.location, open))];
  }
  const subject =
    state.kind === 'finished' ? state.report.subject : state.kind === 'running' ? state.subject : null;
  if (subject === null) return [];
  const { text, remedy } = subjectLine(subject, configOf(state), state.kind === 'running');
  if (remedy === null) return [element('p', {}, text)];
  const how = [` ${remedy.before} `, element('code', {}, remedy.code), ` ${remedy.after}`];
  return [element('p', { class: 'callout' }, element('strong', {}, text), ...how)];
}
