import { closest, distance } from 'fastest-levenshtein';

/** The name that was probably meant, if one is near enough to be worth asking about. */
export function nearestName(name: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const folded = new Map(names.map((candidate) => [candidate.toLowerCase(), candidate]));
  const wanted = name.toLowerCase();
  const nearest = closest(wanted, [...folded.keys()]);
  const edits = distance(wanted, nearest);
  const near = edits < wanted.length && edits <= Math.max(1, Math.floor(0.4 * wanted.length));
  return near ? (folded.get(nearest) ?? null) : null;
}
