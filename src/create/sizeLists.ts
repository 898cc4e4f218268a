/** The sizes of a network's layers as a file writes them, input first; null for one that is not a plain number. */
export interface SizeList {
  /** What the list is called there. */
  readonly name: string;
  readonly sizes: readonly (number | null)[];
}

const name =
  /(?:layers?_?(?:dims?|sizes?|units|nodes)?|(?:net|network|nn|model)_?(?:dims?|sizes?|shape|layers)|sizes|topology|architecture|dims|units|neurons)/
    .source;
/** A value up to the next comma, with brackets of its own, such as `x.shape[0]`. */
const element = /(?:[^,()[\]\n]|\((?:[^()\n]|\([^()\n]*\))*\)|\[[^[\]\n]*\])+/.source;

/** `layers_dims = [4, 5, 3]` in Python and JavaScript, `"sizes": [4, 5, 3]` in JSON, `sizes: [4, 5, 3]` in YAML. */
const inBrackets = new RegExp(
  `\\b(${name})["']?\\s*(?::\\s*\\w+(?:\\[\\w+\\])?\\s*)?[:=]\\s*[[(]\\s*(${element}(?:,${element})+),?\\s*[\\])]`,
  'gi',
);
/** `Network([784, 30, 10])` */
const inCall = new RegExp(`\\b([A-Z]\\w*)\\(\\s*\\[\\s*(${element}(?:,${element})+),?\\s*\\]`, 'g');
/** A list with a dash on each line, in YAML. */
const inLines = new RegExp(`^[ \\t]*(${name}):[ \\t]*((?:\\n[ \\t]*-[ \\t]*\\d+[ \\t]*){2,})$`, 'gim');

/** Lists in the text of a program, of JSON or of YAML that may be the sizes of layers. */
export function sizeLists(text: string): SizeList[] {
  const found = [inBrackets, inCall, inLines].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, called = '', list = '']): SizeList => {
      const elements = pattern === inLines ? list.split(/\s*-\s*/).slice(1) : splitElements(list);
      return { name: called, sizes: elements.map((word) => sizeOf(word.trim(), text)) };
    }),
  );
  return found.filter(
    ({ sizes }) => sizes.slice(1, -1).every((size) => size !== null) && sizes.some((size) => size),
  );
}

function splitElements(list: string): string[] {
  return list.match(new RegExp(element, 'g')) ?? [];
}

/** A number, or a name that is given a number somewhere in the same text. */
function sizeOf(word: string, text: string): number | null {
  if (/^\d{1,9}$/.test(word)) return Number(word) || null;
  if (!/^[A-Za-z_]\w*$/.test(word)) return null;
  const [, value] = new RegExp(`\\b${word}\\s*[:=]\\s*(\\d{1,9})\\b(?!\\s*[.*+/-])`).exec(text) ?? [];
  return value === undefined ? null : Number(value) || null;
}
