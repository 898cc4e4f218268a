import type { UserModule } from '../load/userModule.ts';
import { wordsOf } from '../words.ts';

/** A forward function and its backward one. */
export interface Pair {
  /** What is left of their names: the row. */
  readonly name: string;
  readonly forward: string;
  readonly backward: string;
}

const forwardWords = ['forward', 'forwards', 'fwd', 'fprop', 'fw', 'pass', 'naive'];
const backwardWords = [
  'backward',
  'backwards',
  'backword',
  'bwd',
  'bprop',
  'bw',
  'pass',
  'naive',
  'backprop',
  'gradient',
  'gradients',
  'grad',
  'derivative',
  'deriv',
  'prime',
  'vjp',
  'pullback',
];
const decisive = new Set(backwardWords.filter((word) => word !== 'pass' && word !== 'naive'));

/** Functions whose names differ only in the words for the direction; also `dSigmoid` beside `sigmoid`. */
export function pairsOf({ functions }: UserModule): Pair[] {
  const names = [...functions.keys()];
  const forwards = new Map(
    names.filter((name) => !isBackward(name)).map((name) => [stemOf(name, forwardWords), name]),
  );
  return names.flatMap((backward): Pair[] => {
    const stem = isBackward(backward) ? stemOf(backward, backwardWords) : derivativeStem(backward);
    const forward = stem === undefined ? undefined : forwards.get(stem);
    if (forward === undefined || forward === backward) return [];
    return [{ name: rowName(forward), forward, backward }];
  });
}

function isBackward(name: string): boolean {
  return wordsOf(name).some((word) => decisive.has(word)) || /backward|backprop/i.test(name);
}

function stemOf(name: string, direction: readonly string[]): string {
  return wordsOf(name)
    .filter((word) => !direction.includes(word))
    .join(' ');
}

function derivativeStem(name: string): string | undefined {
  return /^d_?[A-Z]?[a-z]{3}/.test(name) &&
    !/^(dot|d?ense|dropout|div|draw|decay|data|def|dist|deep|det|dec)/i.test(name)
    ? wordsOf(name.slice(1)).join(' ')
    : undefined;
}

/** `affine` of affineForward, affine_forward_naive or affine.forward; a name that is all direction stays. */
function rowName(forward: string): string {
  const short = forward
    .replaceAll(/[._]?(forwards?|fwd|fprop)([._]?(pass|naive))?/gi, '')
    .replace(/^[._]+/, '');
  return short === '' ? forward : short.charAt(0).toLowerCase() + short.slice(1);
}
