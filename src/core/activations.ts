import { type Complex, sigmoid as complexSigmoid, tanh as complexTanh } from './complex.ts';

/** A scalar function φ that a layer applies to each of its pre-activations z. */
export interface Activation {
  readonly name: string;
  /** φ(z) */
  value(z: number): number;
  /** φ at a complex z, for the complex step; branches look at the real part. */
  complex(re: number, im: number, out: Complex): void;
  /** φ′ for the backward pass, from z and y = φ(z). */
  derivative(z: number, y: number): number;
  /** The value of y, if there is one, at which a unit has stopped learning. */
  stuck(y: number): 'saturated' | 'dead' | null;
  /** φ has no derivative at z = 0. */
  readonly kinked: boolean;
}

export interface ActivationSpec {
  readonly name: ActivationName | 'softmax';
  /** leaky_relu only. */
  readonly negative_slope?: number | undefined;
}

export type ActivationName = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu';

export function activation(name: ActivationName, negativeSlope: number): Activation {
  switch (name) {
    case 'linear':
      return linear;
    case 'sigmoid':
      return sigmoid;
    case 'tanh':
      return tanh;
    case 'relu':
      return rectifier('relu', 0);
    case 'leaky_relu':
      return rectifier('leaky_relu', negativeSlope);
  }
}

/** From here on 1 − |y| has lost more than half of its digits. */
const saturation = 1 - 2 ** -27;

const linear: Activation = {
  name: 'linear',
  value: (z) => z,
  complex: (re, im, out) => {
    out.re = re;
    out.im = im;
  },
  derivative: () => 1,
  stuck: () => null,
  kinked: false,
};

const sigmoid: Activation = {
  name: 'sigmoid',
  value: (z) => {
    if (z >= 0) return 1 / (1 + Math.exp(-z));
    const power = Math.exp(z);
    return power / (1 + power);
  },
  complex: complexSigmoid,
  derivative: (_z, y) => y * (1 - y),
  stuck: (y) => (y > saturation || y < 1 - saturation ? 'saturated' : null),
  kinked: false,
};

const tanh: Activation = {
  name: 'tanh',
  value: Math.tanh,
  complex: complexTanh,
  derivative: (_z, y) => 1 - y * y,
  stuck: (y) => (Math.abs(y) > saturation ? 'saturated' : null),
  kinked: false,
};

/** max(z, slope · z). At z = 0 the slope is that of the negative side, as NumPy's `z > 0` masks have it. */
function rectifier(name: ActivationName, slope: number): Activation {
  return {
    name,
    value: (z) => (z > 0 ? z : slope * z),
    complex: (re, im, out) => {
      const factor = re > 0 ? 1 : slope;
      out.re = factor * re;
      out.im = factor * im;
    },
    derivative: (z) => (z > 0 ? 1 : slope),
    stuck: (y) => (slope === 0 && y <= 0 ? 'dead' : null),
    kinked: slope !== 1,
  };
}
