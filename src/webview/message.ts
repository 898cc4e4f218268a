import type { ReportDiagnostic } from '../protocol/report.ts';
import { element } from './element.ts';
import { type OpenPlace, placeLink } from './placeLink.ts';
import { symbolElement, symbolWords } from './symbol.ts';

/** A message with its severity as a shape and, for those who hear the page, as a word. */
export function messageContent(diagnostic: ReportDiagnostic, open: OpenPlace): HTMLElement {
  const { severity, location, related } = diagnostic;
  const body = element(
    'div',
    {},
    element('span', { class: 'visually-hidden' }, `${symbolWords[severity]}: `),
    element('span', { class: goesOn(diagnostic) ? 'sentence' : 'text' }, messageText(diagnostic)),
  );
  if (diagnostic.layer === null) body.append(' ', placeLink(location, open));
  if (related.length > 0) {
    const items = related.map((also) =>
      element('li', {}, `${also.message} `, placeLink(also.location, open)),
    );
    body.append(element('ul', { class: 'related' }, ...items));
  }
  return element('div', { class: 'message', 'data-severity': severity }, symbolElement(severity), body);
}

/** The message as it reads under its layer's name: in an editor it begins with that name. */
export function messageText(diagnostic: ReportDiagnostic): string {
  const { layer, message } = diagnostic;
  return goesOn(diagnostic) ? message.slice(`${layer}: `.length) : message;
}

/** Whether it goes on from its layer's name, in the middle of a sentence. */
function goesOn({ layer, message }: ReportDiagnostic): boolean {
  return message.startsWith(`${layer}: `);
}
