import { type Matrix, product, randomMatrix, transposed } from './matrix.ts';

type Mode = 'rectified' | 'smooth';

abstract class Layer {
  abstract forward(input: Matrix): Matrix;
  abstract backward(outputGradient: Matrix): Matrix;
}

/** y = x W + b for a batch of rows. */
export class Dense extends Layer {
  weights: Matrix;
  biases: number[];
  weightsGradient: Matrix = [];
  biasesGradient: number[] = [];
  private input: Matrix = [];

  constructor(inputSize: number, outputSize: number) {
    super();
    this.weights = randomMatrix(inputSize, outputSize);
    this.biases = new Array<number>(outputSize).fill(0.1);
  }

  forward(input: Matrix): Matrix {
    this.input = input;
    return product(input, this.weights).map((row) => row.map((value, j) => value + this.biases[j]!));
  }

  backward(outputGradient: Matrix): Matrix {
    this.weightsGradient = product(transposed(this.input), outputGradient);
    this.biasesGradient = this.biases.map((_, j) => outputGradient.reduce((sum, row) => sum + row[j]!, 0));
    return product(outputGradient, transposed(this.weights));
  }
}

export class Activation extends Layer {
  private input: Matrix = [];
  private readonly mode: Mode;

  constructor(mode: Mode = 'smooth') {
    super();
    this.mode = mode;
  }

  forward(input: Matrix): Matrix {
    this.input = input;
    return input.map((row) => row.map((z) => (this.mode === 'rectified' ? Math.max(0, z) : Math.tanh(z))));
  }

  backward(outputGradient: Matrix): Matrix {
    return outputGradient.map((row, n) =>
      row.map((gradient, i) => {
        const z = this.input[n]![i]!;
        if (this.mode === 'rectified') return z > 0 ? gradient : 0;
        return gradient * (1 - z * z);
      }),
    );
  }
}
