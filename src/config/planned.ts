import type { ConfigPath } from '../core/problem.ts';

const planned: readonly { path: string; matches: (value: unknown) => boolean; message: string }[] = [
  {
    path: 'model',
    matches: (value) => typeof value === 'string',
    message:
      'This version does not read a model from another file. Describe the network here, such as "model": { "layers_dims": [784, 5, 10] }.',
  },
  {
    path: 'check.coverage',
    matches: (value) => value === 'probes',
    message: 'This version does not check by random probes. Write "all", or leave "coverage" out.',
  },
];

/** Names of Keras that this version does not have: not misspelt, only not there. */
const absent = new Set(
  [
    'Conv1D Conv2D Conv3D Conv2DTranspose DepthwiseConv2D SeparableConv2D MaxPooling1D MaxPooling2D AveragePooling1D',
    'AveragePooling2D GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D',
    'BatchNormalization LayerNormalization GroupNormalization UnitNormalization Embedding SimpleRNN LSTM GRU',
    'Bidirectional TimeDistributed Attention MultiHeadAttention Add Concatenate Multiply Subtract Average Maximum Dot',
    'Reshape Permute RepeatVector ZeroPadding1D ZeroPadding2D UpSampling1D UpSampling2D Cropping2D LeakyReLU PReLU ReLU',
    'ELU Softmax InputLayer Input Rescaling GaussianNoise SpatialDropout2D',
    'elu selu gelu silu swish mish softplus softsign exponential hard_sigmoid relu6 log_softmax',
    'mean_absolute_error mae huber hinge squared_hinge categorical_hinge log_cosh logcosh poisson kl_divergence',
    'cosine_similarity he_uniform lecun_normal lecun_uniform orthogonal truncated_normal variance_scaling identity ones',
  ].flatMap((line) => line.split(' ')),
);

export function isAbsent(name: string): boolean {
  return absent.has(name);
}

/** What to do instead, where the config asks for something that is known but not built yet. */
export function plannedMessage(path: ConfigPath, value: unknown): string | undefined {
  return planned.find((entry) => entry.path === path.join('.') && entry.matches(value))?.message;
}
