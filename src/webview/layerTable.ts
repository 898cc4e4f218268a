import type {
  LayerReport,
  Location,
  ParameterReport,
  ReportDiagnostic,
  Verdict,
  WorstEntry,
} from '../protocol/report.ts';
import { differenceText } from '../report/differenceText.ts';
import { formatCount, formatValue } from '../report/formatNumber.ts';
import { element } from './element.ts';
import { codePlace, layerMessages } from './layerMessages.ts';
import { decidingParameter, type LayerRow } from './layerRow.ts';
import { messageContent } from './message.ts';
import { type OpenPlace, placeLink } from './placeLink.ts';
import { type SymbolName, symbolElement, symbolWords } from './symbol.ts';

const columns = [
  'Layer',
  'Type',
  'Verdict',
  'Difference',
  'Analytical norm',
  'Numerical norm',
  'Entries tested',
  'Worst entry',
] as const;

/** The chart's numbers as a table, each layer with its tensors; failing layers stand open. */
export class LayerTable {
  readonly element: HTMLTableElement;
  readonly #reveal: (layer: string) => void;
  readonly #openPlace: OpenPlace;
  /** What the reader opened or closed by hand. */
  readonly #open = new Map<string, boolean>();
  #rows: readonly LayerRow[] = [];
  #diagnostics: readonly ReportDiagnostic[] = [];
  #config = '';

  constructor(reveal: (layer: string) => void, openPlace: OpenPlace) {
    this.#reveal = reveal;
    this.#openPlace = openPlace;
    // The roles are said outright: on narrow panels the style sheet makes cards of the rows, which would lose them.
    this.element = element('table', { id: 'layers', role: 'table', 'aria-label': 'Difference per layer' });
  }

  /** What the diagnostics say of a layer stands under its row; places in other files than the config are code. */
  update(rows: readonly LayerRow[], diagnostics: readonly ReportDiagnostic[], config: string): void {
    this.#rows = rows;
    this.#diagnostics = diagnostics;
    this.#config = config;
    const focused = document.activeElement?.getAttribute('data-key');
    this.element.replaceChildren(head(), ...rows.map((row) => this.#group(row)));
    if (focused != null) {
      this.element
        .querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)
        ?.focus({ preventScroll: true });
    }
  }

  #group(row: LayerRow): HTMLElement {
    const group = element('tbody', { role: 'rowgroup' });
    if (row.kind === 'pending') {
      const words = row.measuring ? 'measuring' : symbolWords.pending;
      group.append(this.#numberless(row, 'pending', words));
      return group;
    }
    const { layer } = row;
    const open = this.#open.get(layer.name) ?? layer.verdict === 'fail';
    const deciding = decidingParameter(layer);
    const messages = layerMessages(layer.name, this.#diagnostics);
    const place = layer.backward ?? codePlace(messages, this.#config);
    const reason = deciding?.reason ?? '';
    group.append(
      layer.parameters.length > 0
        ? this.#layer(layer, deciding, open, place)
        : this.#numberless(layer, layer.verdict, symbolWords[layer.verdict], place),
    );
    if (messages.length > 0) {
      group.append(...messages.map((message) => noteRow(messageContent(message, this.#openPlace))));
    } else if (reason !== '') group.append(noteRow(sentence(reason)));
    if (!open) return group;
    const said = [reason, ...messages.map(({ message }) => message)].join(' ');
    for (const parameter of layer.parameters) {
      group.append(tensorRow(parameter));
      if (!said.includes(parameter.reason)) group.append(noteRow(sentence(parameter.reason)));
    }
    return group;
  }

  #layer(
    layer: LayerReport,
    deciding: ParameterReport | undefined,
    open: boolean,
    place: Location | undefined,
  ): HTMLElement {
    const tested = layer.parameters.reduce((sum, parameter) => sum + testedEntries(parameter), 0);
    const total = layer.parameters.reduce((sum, parameter) => sum + parameter.total, 0);
    const role = layer.role === 'none' ? '' : `, ${layer.role}`;
    return element(
      'tr',
      { role: 'row', 'data-layer': layer.name, 'data-verdict': layer.verdict },
      heading(this.#toggle(layer, open), this.#name(layer.name, place)),
      cell('Type', layer.type),
      verdictCell(layer.verdict, `${symbolWords[layer.verdict]}${role}`),
      number('Difference', differenceText(layer.difference, layer.verdict)),
      number('Analytical norm', formatValue(layer.analytical_norm)),
      number('Numerical norm', formatValue(layer.numerical_norm)),
      countCell(tested, total),
      worstCell(deciding?.worst ?? null, deciding?.name ?? ''),
    );
  }

  /** A layer that is still to come, or of which nothing could be measured. */
  #numberless(
    { name, type }: { readonly name: string; readonly type: string },
    verdict: Verdict | 'pending',
    words: string,
    place?: Location,
  ): HTMLElement {
    return element(
      'tr',
      { role: 'row', class: 'numberless', 'data-layer': name, 'data-verdict': verdict },
      heading(this.#name(name, place)),
      cell('Type', type),
      verdictCell(verdict, words),
      element('td', { role: 'cell', colspan: columns.length - 3, class: 'empty' }),
    );
  }

  /** The layer's name, which leads to its line in the config, and its line of code where one is known. */
  #name(layer: string, place: Location | undefined): HTMLElement {
    const title = `Go to ${layer} in the config`;
    const button = element(
      'button',
      { class: 'link', title, 'data-key': `reveal ${layer}` },
      ...breakable(layer),
    );
    button.addEventListener('click', () => this.#reveal(layer));
    const code = place === undefined ? [] : [placeLink(place, this.#openPlace, true)];
    return element('span', { class: 'title' }, button, ...code);
  }

  #toggle(layer: LayerReport, open: boolean): HTMLElement {
    const label = `${open ? 'Hide' : 'Show'} the tensors of ${layer.name}`;
    const button = element('button', {
      class: 'toggle',
      title: label,
      'aria-label': label,
      'aria-expanded': open ? 'true' : 'false',
      'data-key': `toggle ${layer.name}`,
    });
    button.addEventListener('click', () => {
      this.#open.set(layer.name, !open);
      this.update(this.#rows, this.#diagnostics, this.#config);
    });
    return button;
  }
}

function head(): HTMLElement {
  const cells = columns.map((column, index) =>
    element('th', { role: 'columnheader', scope: 'col', class: index > 2 ? 'number' : undefined }, column),
  );
  return element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...cells));
}

function tensorRow(parameter: ParameterReport): HTMLElement {
  return element(
    'tr',
    { role: 'row', class: 'tensor', 'data-tensor': parameter.name, 'data-verdict': parameter.verdict },
    heading(parameter.name),
    cell('Shape', parameter.shape.join(' × ')),
    verdictCell(parameter.verdict, symbolWords[parameter.verdict]),
    number('Difference', differenceText(parameter.difference, parameter.verdict)),
    number('Analytical norm', formatValue(parameter.analytical_norm)),
    number('Numerical norm', formatValue(parameter.numerical_norm)),
    countCell(testedEntries(parameter), parameter.total),
    worstCell(parameter.worst, ''),
  );
}

function noteRow(content: Node): HTMLElement {
  const cell = element('td', { role: 'cell', colspan: columns.length }, content);
  return element('tr', { role: 'row', class: 'note' }, cell);
}

function sentence(text: string): HTMLElement {
  return element('span', { class: 'sentence' }, text);
}

function heading(...children: (Node | string)[]): HTMLElement {
  return element('th', { role: 'rowheader', scope: 'row' }, element('span', { class: 'name' }, ...children));
}

function cell(label: string, text: string): HTMLElement {
  return element('td', { role: 'cell', 'data-label': label }, text);
}

function number(label: string, text: string): HTMLElement {
  return element('td', { role: 'cell', class: 'number', 'data-label': label }, text);
}

function verdictCell(symbol: SymbolName, words: string): HTMLElement {
  const content = element('span', { class: 'marked' }, symbolElement(symbol), element('span', {}, words));
  return element('td', { role: 'cell', class: 'verdict', 'data-label': 'Verdict' }, content);
}

/** A long name breaks after its joints, not in the middle of a word. */
function breakable(name: string): (Node | string)[] {
  return name.split(/(?<=[_./-])/).flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]));
}

/** An entry that is zero on both sides was measured, and tested nothing. */
function testedEntries({ checked, nonzero }: ParameterReport): number {
  return Math.min(checked, nonzero);
}

function countCell(tested: number, total: number): HTMLElement {
  const text =
    tested === total ? `all ${formatCount(total)}` : `${formatCount(tested)} of ${formatCount(total)}`;
  return element('td', { role: 'cell', class: 'number count', 'data-label': 'Entries tested' }, text);
}

/** The entry that disagrees most: where it is, and both values with enough digits to tell them apart. */
function worstCell(worst: WorstEntry | null, tensor: string): HTMLElement {
  if (worst === null) return number('Worst entry', '–');
  return element(
    'td',
    { role: 'cell', class: 'number worst', 'data-label': 'Worst entry', title: 'analytical / numerical' },
    element(
      'span',
      {},
      element('span', { class: 'index' }, `${tensor}[${worst.index.join(', ')}]`),
      ' ',
      element('span', { class: 'value' }, `${formatValue(worst.analytical, 5)} /`),
      ' ',
      element('span', { class: 'value' }, formatValue(worst.numerical, 5)),
    ),
  );
}
