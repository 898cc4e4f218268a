import type { Location, ReportDiagnostic } from '../protocol/report.ts';
import { element } from './element.ts';
import { symbolElement, symbolWords } from './symbol.ts';

/** A message with its severity as a shape and, for those who hear the page, as a word. */
export function messageContent(diagnostic: ReportDiagnostic): HTMLElement {
  const { severity, location, related } = diagnostic;
  const body = element(
    'div',
    {},
    element('span', { class: 'visually-hidden' }, `${symbolWords[severity]}: `),
    element('span', { class: 'sentence' }, messageText(diagnostic)),
  );
  if (diagnostic.layer === null) body.append(' ', element('span', { class: 'muted' }, placeText(location)));
  if (related.length > 0) {
    const items = related.map((also) =>
      element('li', {}, `${also.message} `, element('span', { class: 'muted' }, placeText(also.location))),
    );
    body.append(element('ul', { class: 'related' }, ...items));
  }
  return element('div', { class: 'message', 'data-severity': severity }, symbolElement(severity), body);
}

/** The message as it reads under its layer's name: in an editor it begins with that name. */
export function messageText({ layer, message }: ReportDiagnostic): string {
  const name = `${layer}: `;
  return message.startsWith(name) ? message.slice(name.length) : message;
}

/** `cat.gradcheck.json, line 8`. */
export function placeText(location: Location): string {
  return `${location.file}, line ${location.line}`;
}
