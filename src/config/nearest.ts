import { distance } from 'fastest-levenshtein';

/** The known word that was probably meant, or undefined where none is near. Case and underscores hardly count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_\s-]/g, '');
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(plain(word), plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best === undefined) return undefined;
  const longest = Math.max(plain(word).length, plain(best.candidate).length);
  return best.edits <= Math.min(3, Math.ceil(longest / 3)) && best.edits < longest
    ? best.candidate
    : undefined;
}
