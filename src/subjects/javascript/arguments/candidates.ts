import type { Fill } from '../tensor/random.ts';
import { wordsOf } from '../words.ts';
import { sizes } from './sizes.ts';

/** One way to give an argument: an array to make up, or a plain value. */
export type Candidate =
  | {
      readonly shape: readonly number[];
      readonly fill: Fill;
      /** Given outright. */
      readonly values?: ArrayLike<number>;
      readonly scale?: number;
      /** Labels are below it. */
      readonly classes?: number;
    }
  | { readonly value: unknown };

const { examples, inputs, units, hidden, channels, height, width, kernel } = sizes;

const images = [
  [examples, channels, height, width],
  [examples, height, width, channels],
  [channels, height, width],
  [height, width, channels],
  [height, width],
  // Where windows of two have to fit exactly.
  [examples, channels, height - 1, width - 1],
  [examples, height - 1, width - 1, channels],
  [channels, height - 1, width - 1],
  [height - 1, width - 1, channels],
  [height - 1, width - 1],
];

const data = [
  [examples, inputs],
  [inputs],
  [inputs, examples],
  [inputs, 1],
  [1, inputs],
  ...images,
  [examples, 2, inputs],
  [],
];

const kernels = [
  [inputs, units],
  [units, inputs],
  [units, channels, kernel, kernel],
  [kernel, kernel, channels, units],
  [units, kernel, kernel, channels],
  [kernel, kernel],
  [inputs],
  [channels, kernel, kernel],
  [],
];

const biases = [[units], [1, units], [units, 1], [inputs], [1, inputs], [inputs, 1], [channels], []];

/** Of a recurrent cell; the gates of a longer one may share a matrix, and take input and state as one vector. */
const recurrent = {
  data: [[examples, inputs], [inputs], [inputs, examples], [inputs, 1]],
  state: [[examples, hidden], [hidden], [hidden, examples], [hidden, 1]],
  fromInput: [
    [inputs, hidden],
    [hidden, inputs],
    [inputs, 4 * hidden],
    [4 * hidden, inputs],
  ],
  fromState: [
    [hidden, hidden],
    [hidden, 4 * hidden],
    [4 * hidden, hidden],
  ],
  toOutput: [
    [hidden, units],
    [units, hidden],
  ],
  gate: [
    [hidden, hidden + inputs],
    [hidden + inputs, hidden],
    [4 * hidden, hidden + inputs],
    [hidden + inputs, 4 * hidden],
  ],
  bias: [[hidden], [1, hidden], [hidden, 1], [4 * hidden], [4 * hidden, 1], [1, 4 * hidden]],
  outputBias: [[units], [1, units], [units, 1]],
};

const stateName =
  /^(prev_?[hacs]|[hacs]_?prev(_?t)?|[hac]_?0|prev_?(hidden|state|cell)|(hidden|state|cell)_?prev)$/i;

/** Shapes for an argument of a recurrent cell, or undefined for one that plays no part in it. */
function recurrentShapes(name: string): readonly (readonly number[])[] | undefined {
  if (stateName.test(name)) return recurrent.state;
  if (/^[wu]_?(x|xh|ax|ih|i_?h)$/i.test(name)) return recurrent.fromInput;
  if (/^[wu]_?(h|hh|aa)$/i.test(name)) return recurrent.fromState;
  if (/^[wu]_?(y|hy|ya|ho|v|out)$/i.test(name)) return recurrent.toOutput;
  if (/^[wu]_?[a-z]?$/i.test(name)) return recurrent.gate;
  if (/^b(ias)?_?(y|o_?ut)$/i.test(name)) return recurrent.outputBias;
  if (/^b(ias)?_?[a-z]{0,2}$/i.test(name)) return recurrent.bias;
  if (/^(x|xt|x_t|input)$/i.test(name)) return recurrent.data;
  return undefined;
}

const labels: readonly Candidate[] = [
  { shape: [examples], fill: 'labels' },
  { shape: [examples, inputs], fill: 'onehot' },
  { shape: [inputs], fill: 'onehot' },
  { shape: [inputs, examples], fill: 'onehot' },
  { shape: [inputs, 1], fill: 'onehot' },
  { shape: [examples], fill: 'probabilities' },
  { shape: [], fill: 'labels' },
];

/**
 * Ways to give an argument of a function by what its name says, the likelier first. Which of them are right the code
 * itself tells, when it is run.
 * @param beside names of the other arguments
 */
export function arrayCandidates(name: string, beside: readonly string[], isFirst: boolean): Candidate[] {
  const words = wordsOf(name);
  const has = (...any: string[]) => words.some((word) => any.includes(word.replace(/\d+$/, '')));
  const normal = (shapes: readonly (readonly number[])[], fill: Fill = 'normal') =>
    shapes.map((shape): Candidate => ({ shape, fill }));
  if (has('gamma', 'variance', 'var', 'std', 'sigma')) return normal(biases, 'positive');
  const isRecurrent = beside.some((other) => stateName.test(other));
  const inCell = isRecurrent ? recurrentShapes(name) : undefined;
  if (inCell !== undefined) return normal(inCell, /^[wu]/i.test(name) ? 'weights' : 'normal');
  if (has('token', 'tokens', 'ids', 'indices', 'idx', 'index', 'words'))
    return [
      { shape: [examples], fill: 'labels' },
      { shape: [examples, 2], fill: 'labels' },
    ];
  if (has('w', 'weights', 'weight', 'kernel', 'kernels', 'filter', 'filters', 'theta'))
    return normal(kernels, 'weights');
  if (has('b', 'bias', 'biases', 'beta', 'mean', 'offset', 'shift')) return normal(biases);
  if (!isFirst && /^(y|t|target|label|truth|expected|actual|desired|onehot|correct)/i.test(name))
    return [...labels];
  const probabilities = normal(data, 'probabilities');
  return [...normal(data), ...(isFirst ? probabilities.slice(0, 3) : [])];
}

/** Numbers, flags and words that options take, by a word of their name; the first is the most telling. */
const options: readonly (readonly [words: readonly string[], values: readonly unknown[]])[] = [
  [
    ['stride', 'strides'],
    [2, 1],
  ],
  [
    ['pad', 'padding'],
    [1, 0],
  ],
  [['eps', 'epsilon'], [1e-5]],
  [['momentum', 'decay'], [0.9]],
  [['keep'], [0.8]],
  [['drop', 'dropout', 'prob', 'probability', 'rate', 'p'], [0.3]],
  [['lr', 'learning', 'eta'], [0.5]],
  [['reg', 'lambda', 'lambd', 'lam', 'l2', 'regularization', 'alpha', 'slope', 'leak', 'negative'], [0.1]],
  [['temperature', 'tau'], [1.7]],
  [['mode', 'phase'], ['train']],
  [['train', 'training', 'is'], [true]],
  [
    ['activation', 'act', 'nonlinearity'],
    ['tanh', 'sigmoid', 'relu'],
  ],
  [['axis'], [1, 0]],
  [['heads'], [2]],
  [
    ['pool', 'window'],
    [2, 3],
  ],
  [['delta', 'margin', 'scale', 'factor'], [1.3]],
];

/** Plain values for an argument or an option of that name; none where the name tells no option. */
export function optionCandidates(name: string): Candidate[] {
  const words = wordsOf(name);
  if (/^(seed|debug|verbose)$/i.test(name)) return [{ value: undefined }];
  const values = options.find(([known]) => words.some((word) => known.includes(word)))?.[1] ?? [];
  return values.map((value) => ({ value }));
}

const listNames =
  /^(n_?outs|sizes|layers|(layer|hidden)_?(sizes|dims|layers|units|nodes)|n(eurons|odes)_?per_?layer|dims|topology|structure|architecture|layer_?counts|neuron_?counts)$/i;

/** Lists of sizes, those of the inputs first unless the name speaks of outputs or hidden layers alone. */
export function listCandidates(name: string): Candidate[] {
  const snake = wordsOf(name).join('_');
  if (!listNames.test(snake)) return [];
  const isPart = /out|hidden/.test(snake);
  return [{ value: isPart ? [hidden, units] : [inputs, hidden, units] }, { value: [hidden, units] }];
}

/** What sizes are called, by the last word of their names. */
const sizeWords = new Set([
  'size',
  'sizes',
  'num',
  'count',
  'dim',
  'dims',
  'features',
  'channels',
  'neurons',
  'units',
  'nodes',
  'inputs',
  'outputs',
  'input',
  'output',
  'hidden',
  'length',
  'in',
  'out',
  'depth',
  'sx',
  'sy',
  'width',
  'height',
  'filters',
  'kernels',
  'kernel',
  'classes',
  'rows',
  'cols',
  'n',
  'k',
  'h',
  'w',
  'i',
  'o',
  'layer',
  'prev',
  'nin',
  'nout',
]);

/** Whole numbers that the name of a size asks for: `inputSize`, `nOut`, `kernelSize`, `in_depth`; none for others. */
export function sizeCandidates(name: string): Candidate[] {
  const words = wordsOf(name);
  const has = (...any: string[]) => words.some((word) => any.includes(word));
  if (!sizeWords.has(words.at(-1) ?? '') && !has('n', 'num', 'number', 'nb', 'no')) return [];
  const isIn = has('in', 'input', 'inputs', 'prev', 'previous', 'fan', 'nin', 'i');
  const isOut = has('out', 'output', 'outputs', 'o', 'nout');
  const several = (...values: number[]) => values.map((value) => ({ value }));
  if (has('pool', 'window')) return several(2, 3);
  if (has('kernel', 'filter', 'k') || (has('sx', 'sy') && !isIn)) return several(kernel);
  if (has('sy', 'height', 'h')) return several(height);
  if (has('sx', 'width', 'w')) return several(width);
  if (has('depth', 'channels') && !isOut) return several(channels);
  if (has('hidden')) return several(hidden);
  if (has('batch', 'examples')) return several(examples);
  if (isIn) return several(inputs);
  return several(units, inputs);
}
