import { distance } from 'fastest-levenshtein';

/** What people write for it: the words of courses, of other libraries and of speech. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  file: ['path', 'filename', 'dataset', 'data'],
  features: ['x', 'xtrain', 'inputs', 'images', 'data'],
  labels: ['y', 'ytrain', 'targets', 'classes'],
  examples: ['batchsize', 'batch', 'm', 'n', 'indices', 'samples'],
  scale: ['normalize', 'normalise', 'rescale', 'divideby'],
  units: ['size', 'outputs', 'neurons', 'nodes', 'outputdim'],
  epsilon: ['eps', 'step', 'h', 'stepsize'],
  threshold: ['tol', 'tolerance', 'rtol', 'atol'],
  seed: ['randomseed', 'randomstate'],
  central: ['twosided', 'symmetric', 'centered', 'centred'],
  forward: ['righthand', 'onesided', 'right'],
  Dense: ['linear', 'fullyconnected', 'fc', 'affine'],
  linear: ['identity', 'none'],
  binary_crossentropy: ['bce', 'crossentropy', 'logloss', 'bceloss'],
  categorical_crossentropy: ['cce', 'ce', 'crossentropy', 'crossentropyloss', 'softmaxcrossentropy'],
  mean_squared_error: ['l2', 'mseloss', 'quadratic'],
  random_normal: ['normal', 'gaussian', 'randn'],
  random_uniform: ['uniform', 'rand'],
  he_normal: ['he', 'kaiming', 'kaimingnormal'],
  glorot_uniform: ['xavier', 'xavieruniform', 'glorot'],
};

/** The known word that was probably meant, or undefined where none is near. Case and underscores hardly count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_\s-]/g, '');
  const synonym = known.find((candidate) => synonyms[candidate]?.includes(plain(word)));
  if (synonym !== undefined) return synonym;
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
