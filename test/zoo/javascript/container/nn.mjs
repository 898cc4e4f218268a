class Layer {
  forward(_x) {
    throw new Error('a layer has its own forward pass');
  }

  backward(_gradient, _learningRate) {
    throw new Error('a layer has its own backward pass');
  }
}

export class Dense extends Layer {
  constructor(inputSize, outputSize) {
    super();
    this.weights = Array.from({ length: outputSize }, () =>
      Array.from({ length: inputSize }, () => Math.random() - 0.5),
    );
    this.bias = Array.from({ length: outputSize }, () => [0]);
  }

  forward(x) {
    this.x = x;
    return this.weights.map((row, j) => [row.reduce((sum, w, i) => sum + w * x[i][0], this.bias[j][0])]);
  }

  backward(gradient, learningRate) {
    const dx = this.x.map((_, i) => [this.weights.reduce((sum, row, j) => sum + row[i] * gradient[j][0], 0)]);
    for (const [j, row] of this.weights.entries()) {
      for (let i = 0; i < row.length; i++) row[i] -= learningRate * gradient[j][0] * this.x[i][0];
      this.bias[j][0] -= learningRate * gradient[j][0];
    }
    return dx;
  }
}

export class Tanh extends Layer {
  forward(x) {
    this.x = x;
    return x.map((row) => row.map(Math.tanh));
  }

  backward(gradient) {
    return gradient.map((row, i) => row.map((value, j) => value * (1 - Math.tanh(this.x[i][j]))));
  }
}

export class Network {
  constructor() {
    this.layers = [];
  }

  add(layer) {
    this.layers.push(layer);
    return this;
  }

  predict(x) {
    return this.layers.reduce((value, layer) => layer.forward(value), x);
  }

  train(x, y, learningRate = 0.1) {
    const output = this.predict(x);
    let gradient = output.map((row, i) => [(2 * (row[0] - y[i][0])) / output.length]);
    for (const layer of [...this.layers].reverse()) gradient = layer.backward(gradient, learningRate);
  }
}
