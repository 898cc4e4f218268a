import type { Location } from '../protocol/report.ts';
import { element } from './element.ts';

/** Takes the cursor to a place that the report names. */
export type OpenPlace = (location: Location) => void;

/** `cat.gradcheck.json, line 8`. */
export function placeText({ file, line }: Location): string {
  return `${file}, line ${line}`;
}

/** The place as a link to it: in a sentence by its words, beside a name as `nn.py:34`. */
export function placeLink(location: Location, open: OpenPlace, short = false): HTMLElement {
  const words = placeText(location);
  const text = short ? `${location.file}:${location.line}` : words;
  const button = element(
    'button',
    { class: 'link place', title: `Go to ${words}`, 'data-key': `open ${text}` },
    text,
  );
  button.addEventListener('click', () => open(location));
  return button;
}
