import { Problem } from '../core/problem.ts';
import type { ArrayPair } from '../data/arrayPair.ts';
import type { ArraySource } from '../data/arraySource.ts';
import { chooseArrays } from '../data/chooseArrays.ts';
import { guessPair } from '../data/guessPair.ts';

/** Arrays with such names are the parameters or gradients of a network, not examples. */
const ofNetwork = /(^|\/)(d?[wb]\d*|kernel|bias|biases|weights?|gamma|beta|moving_mean)(:0)?$/i;

/** Pairs of features and labels in a file, those for training first; none where there is no sensible one. */
export function pairsIn(source: ArraySource): ArrayPair[] {
  if (source.datasets().some(({ path }) => ofNetwork.test(path))) return [];
  const best = attempt(() => chooseArrays(source, { examples: 1, order: 'C' }));
  if (best) return [best];
  const pairs = source.datasets().flatMap((features) => {
    const pair =
      features.kind !== 'other' &&
      features.shape.length >= 2 &&
      attempt(() => guessPair(source, { features, labels: undefined }, undefined));
    return pair ? [pair] : [];
  });
  return pairs.sort((a, b) => Number(forTraining(b.features.path)) - Number(forTraining(a.features.path)));
}

export function forTraining(name: string): boolean {
  return /train/i.test(name);
}

function attempt(choose: () => ArrayPair): ArrayPair | null {
  try {
    return choose();
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}
