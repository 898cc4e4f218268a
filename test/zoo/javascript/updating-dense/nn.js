class Vector {
  constructor(...data) {
    this.data = data;
  }
}

class DenseLayer {
  constructor(inputSize, outputSize) {
    this.weights = [];
    for (let j = 0; j < outputSize; j++) {
      this.weights.push(Array.from({ length: inputSize }, () => Math.random() * 2 - 1));
    }
    this.biases = Array.from({ length: outputSize }, () => Math.random() * 2 - 1);
  }

  forward(input) {
    this.input = input;
    const out = this.weights.map((row, j) =>
      row.reduce((sum, weight, i) => sum + weight * input.data[i], this.biases[j]),
    );
    return new Vector(...out);
  }

  backward(outputGradient, learningRate) {
    for (let j = 0; j < this.weights.length; j++) {
      for (let i = 0; i < this.weights[j].length; i++) {
        this.weights[j][i] -= learningRate * outputGradient.data[j] * this.input.data[i];
      }
      this.biases[j] -= learningRate * outputGradient.data[j];
    }
    const inputGradient = this.input.data.map((_, i) =>
      this.weights.reduce((sum, row, j) => sum + row[i] * outputGradient.data[j], 0),
    );
    return new Vector(...inputGradient);
  }
}

class Sigmoid {
  forward(input) {
    this.output = input.data.map((z) => 1 / (1 + Math.exp(-z)));
    return new Vector(...this.output);
  }

  backward(outputGradient) {
    return new Vector(
      ...outputGradient.data.map((value, i) => value * this.output[i] * (1 - this.output[i])),
    );
  }
}

module.exports = { Vector, DenseLayer, Sigmoid };
