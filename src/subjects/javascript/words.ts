/** Words of a name: affineForward, affine_forward and AffineForward are all `affine forward`; W1 stays one word. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** A name without regard to case and separators: `d_weights`, `dWeights`. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

const gradientWords = [
  'gradients',
  'gradient',
  'grads',
  'grad',
  'deltas',
  'delta',
  'nabla',
  'derivative',
  'error',
];

const synonyms: Readonly<Record<string, string>> = {
  weights: 'w',
  weight: 'w',
  kernel: 'w',
  filters: 'w',
  filter: 'w',
  biases: 'b',
  bias: 'b',
  inputs: 'x',
  input: 'x',
  aprev: 'x',
};

function canonical(name: string): string {
  const bare = plain(name);
  return synonyms[bare] ?? bare;
}

/** `dW`, `gradW`, `weightsGradient`, `d_weights`, `W_grad` for W or weights. */
export function isGradientName(gradient: string, name: string): boolean {
  return gradientStems(gradient).includes(canonical(name));
}

/** What a name would be the gradient of, in every way of reading it; none where it names no gradient. */
function gradientStems(gradient: string): string[] {
  const bare = plain(gradient);
  const stems = gradientWords.flatMap((word) => [
    ...(bare.startsWith(word) ? [bare.slice(word.length)] : []),
    ...(bare.endsWith(word) ? [bare.slice(0, -word.length)] : []),
  ]);
  if (/^_?d(_|[A-Z]|[a-z])/.test(gradient)) stems.push(bare.slice(1));
  if (/^dl?_?d/i.test(gradient)) stems.push(bare.replace(/^d(l|loss|j)?d/, ''));
  return stems.flatMap((stem) => (stem === '' ? [] : [canonical(stem), stem]));
}

/** A name for the gradient that arrives from the layers after: dout, gradOutput, upstream, delta, error. */
export function isUpstreamName(name: string): boolean {
  const bare = plain(name);
  return (
    /^(d(out|output|outputs|values|y|z|a|h|l|loss|ldy|next|v)[a-z0-9]*|g|gy|grad|gradient|grads|gradients)$/.test(
      bare,
    ) ||
    /^(up|upstream|grad|gradient|output|accum|delta|error|err|loss|next|out)(gradients?|grads?|deltas?|errors?|out|outputs?|y|in)?$/.test(
      bare,
    ) ||
    /(grad|gradient|error|delta)s?$/.test(bare)
  );
}

export function isLearningRateName(name: string): boolean {
  return /^(lr|lrate|learningrate|learnrate|learning|eta|alpha|stepsize|step|rate|lrn?)$/.test(plain(name));
}

export function isLabelName(name: string): boolean {
  return /^(y|t|ys|ytrue|ytrain|target|targets|targetarray|targetsarray|targetvalues|label|labels|truth|expected|expectedoutput|expectedoutputs|desired|desiredoutput|answer|actual|correct|onehot|outputs?|gt)$/.test(
    plain(name),
  );
}
