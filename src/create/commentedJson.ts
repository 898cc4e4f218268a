/** A key of a JSON object with its value, and what a comment says about it. */
export interface Entry {
  readonly key: string;
  /** A value that is written on one line; or the entries of an object, or the items of a list, a line each. */
  readonly value: unknown;
  readonly comment?: string;
}

/** An object whose keys have a line each. */
export class Section {
  readonly entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
  }

  /** The same object without comments. */
  plain(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.entries.map(({ key, value }) => [key, plain(value)]));
  }
}

/** A list whose items have a line each. */
export class Rows {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

function plain(value: unknown): unknown {
  return value instanceof Section ? value.plain() : value instanceof Rows ? value.items : value;
}

/**
 * JSON with comments as a person writes it: one key a line, its comment behind it, small objects on one line.
 *
 * @param headings paragraphs above it
 */
export function commentedJson(headings: readonly string[], root: Section): string {
  const above = headings.map((text) => text.replace(/(.{1,110})(?: |$)/g, '// $1\n')).join('');
  return `${above}${sectionLines(root).join('\n')}\n`;
}

function sectionLines({ entries }: Section): string[] {
  const lines = entries.flatMap(({ key, value, comment }, k) => {
    const said = comment === undefined ? '' : ` // ${comment}`;
    const [first = '', ...rest] = valueLines(value);
    const comma = k < entries.length - 1 ? ',' : '';
    const start = `${JSON.stringify(key)}: ${first}`;
    const last = rest.pop();
    return last === undefined ? [`${start}${comma}${said}`] : [`${start}${said}`, ...rest, `${last}${comma}`];
  });
  return ['{', ...lines.map((line) => `  ${line}`), '}'];
}

function valueLines(value: unknown): string[] {
  if (value instanceof Section) return sectionLines(value);
  if (!(value instanceof Rows)) return [inline(value)];
  const { items } = value;
  return ['[', ...items.map((item, k) => `  ${inline(item)}${k < items.length - 1 ? ',' : ''}`), ']'];
}

/** `{ "type": "Dense", "units": 5 }`, `[4, 5, 3]` */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inline(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
