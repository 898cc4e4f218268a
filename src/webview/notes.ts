import type { Cause, Location, Report, ReportDiagnostic } from '../protocol/report.ts';
import { formatDifference } from '../report/formatNumber.ts';
import { element } from './element.ts';
import { symbolElement, symbolWords } from './symbol.ts';

/** What the report says in sentences, below its numbers: the causes first, then every message. */
export function notes(report: Report, reveal: (layer: string) => void): readonly HTMLElement[] {
  const sections: HTMLElement[] = [];
  if (report.causes.length > 0) {
    sections.push(
      section(
        'Why',
        'causes',
        report.causes.map((cause) => causeItem(cause, reveal)),
      ),
    );
  }
  const messages = report.diagnostics.filter((diagnostic) => diagnostic.message !== report.error?.message);
  if (messages.length > 0) {
    sections.push(
      section(
        'Messages',
        'messages',
        messages.map((message) => messageItem(message, reveal)),
      ),
    );
  }
  return sections;
}

/** `cat.gradcheck.json, line 8`. */
export function placeText(location: Location): string {
  return `${location.file}, line ${location.line}`;
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
    symbolElement('fail'),
    element(
      'div',
      {},
      layerButton(cause.layer, reveal),
      ` ${cause.message} `,
      element('span', { class: 'muted' }, evidence),
    ),
  );
}

function messageItem(diagnostic: ReportDiagnostic, reveal: (layer: string) => void): HTMLElement {
  const body = element(
    'div',
    {},
    element('span', { class: 'visually-hidden' }, `${symbolWords[diagnostic.severity]}: `),
  );
  if (diagnostic.layer !== null) body.append(layerButton(diagnostic.layer, reveal), ' ');
  body.append(diagnostic.message, ' ', element('span', { class: 'muted' }, placeText(diagnostic.location)));
  if (diagnostic.related.length > 0) {
    const related = diagnostic.related.map(({ message, location }) =>
      element('li', {}, `${message} `, element('span', { class: 'muted' }, placeText(location))),
    );
    body.append(element('ul', { class: 'related' }, ...related));
  }
  return element('li', { 'data-severity': diagnostic.severity }, symbolElement(diagnostic.severity), body);
}

function layerButton(layer: string, reveal: (layer: string) => void): HTMLElement {
  const button = element('button', { class: 'link', title: `Go to ${layer} in the config` }, layer);
  button.addEventListener('click', () => reveal(layer));
  return button;
}
