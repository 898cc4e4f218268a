import type { Cause, Report } from '../protocol/report.ts';
import { formatDifference } from '../report/formatNumber.ts';
import { element } from './element.ts';
import { messageContent } from './message.ts';
import type { OpenPlace } from './placeLink.ts';

/** What the report says beside its table: the causes, and the messages that belong to no layer in it. */
export function notes(
  report: Report,
  reveal: (layer: string) => void,
  open: OpenPlace,
): readonly HTMLElement[] {
  const sections: HTMLElement[] = [];
  if (report.causes.length > 0) {
    const causes = report.causes.map((cause) => causeItem(cause, reveal));
    sections.push(section('Why', 'causes', causes));
  }
  const tabled = new Set(report.layers.map((layer) => layer.name));
  const messages = report.diagnostics.filter(
    ({ layer, message }) => (layer === null || !tabled.has(layer)) && message !== report.error?.message,
  );
  if (messages.length > 0) {
    const items = messages.map((message) => element('li', {}, messageContent(message, open)));
    sections.push(section('Messages', 'messages', items));
  }
  return sections;
}

function section(title: string, id: string, items: HTMLElement[]): HTMLElement {
  const headingId = `${id}-heading`;
  return element(
    'section',
    { id, 'aria-labelledby': headingId },
    element('h2', { id: headingId }, title),
    element('ul', {}, ...items),
  );
}

function causeItem(cause: Cause, reveal: (layer: string) => void): HTMLElement {
  const evidence = `${cause.evidence}, residual ${formatDifference(cause.residual)}`;
  return element(
    'li',
    {},
    element(
      'div',
      {},
      layerButton(cause.layer, reveal),
      ` ${cause.message} `,
      element('span', { class: 'muted' }, evidence),
    ),
  );
}

function layerButton(layer: string, reveal: (layer: string) => void): HTMLElement {
  const button = element('button', { class: 'link', title: `Go to ${layer} in the config` }, layer);
  button.addEventListener('click', () => reveal(layer));
  return button;
}
