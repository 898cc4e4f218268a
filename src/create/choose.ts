import type { CreationOption, CreationQuestion } from '../protocol/creation.ts';

/** The only item, or the one that is chosen; the first is what is taken where nobody can be asked. */
export async function* choose<Item>(
  items: readonly [Item, ...Item[]],
  { id, text }: Pick<CreationQuestion, 'id' | 'text'>,
  optionOf: (item: Item) => CreationOption,
): AsyncGenerator<CreationQuestion, Item, string> {
  const [first, ...others] = items;
  if (others.length === 0) return first;
  const options = items.map(optionOf);
  const chosen = yield { id, text, options };
  return items[options.findIndex(({ value }) => value === chosen)] ?? first;
}

export function isNotEmpty<Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  return items.length > 0;
}
