class Matrix {
  constructor(rows, cols) {
    this.rows = rows;
    this.cols = cols;
    this.data = Array.from({ length: rows }, () => new Array(cols).fill(0));
  }

  static fromArray(values) {
    const matrix = new Matrix(values.length, 1);
    values.forEach((value, i) => {
      matrix.data[i][0] = value;
    });
    return matrix;
  }

  static multiply(a, b) {
    return new Matrix(a.rows, b.cols).map((_, i, j) =>
      a.data[i].reduce((sum, value, k) => sum + value * b.data[k][j], 0),
    );
  }

  static transpose(a) {
    return new Matrix(a.cols, a.rows).map((_, i, j) => a.data[j][i]);
  }

  static subtract(a, b) {
    return new Matrix(a.rows, a.cols).map((_, i, j) => a.data[i][j] - b.data[i][j]);
  }

  map(f) {
    this.data = this.data.map((row, i) => row.map((value, j) => f(value, i, j)));
    return this;
  }

  add(other) {
    return this.map((value, i, j) => value + other.data[i][j]);
  }

  randomize() {
    return this.map(() => Math.random() * 2 - 1);
  }

  toArray() {
    return this.data.flat();
  }
}

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

class NeuralNetwork {
  constructor(inputNodes, hiddenNodes, outputNodes) {
    this.weightsIH = new Matrix(hiddenNodes, inputNodes).randomize();
    this.weightsHO = new Matrix(outputNodes, hiddenNodes).randomize();
    this.biasH = new Matrix(hiddenNodes, 1).randomize();
    this.biasO = new Matrix(outputNodes, 1).randomize();
    this.learningRate = 0.1;
  }

  predict(inputArray) {
    const hidden = Matrix.multiply(this.weightsIH, Matrix.fromArray(inputArray)).add(this.biasH).map(sigmoid);
    return Matrix.multiply(this.weightsHO, hidden).add(this.biasO).map(sigmoid).toArray();
  }

  train(inputArray, targetArray) {
    const inputs = Matrix.fromArray(inputArray);
    const hidden = Matrix.multiply(this.weightsIH, inputs).add(this.biasH).map(sigmoid);
    const outputs = Matrix.multiply(this.weightsHO, hidden).add(this.biasO).map(sigmoid);

    const outputErrors = Matrix.subtract(Matrix.fromArray(targetArray), outputs);
    const gradients = new Matrix(outputs.rows, 1).map((_, i) => {
      const output = outputs.data[i][0];
      return output * (1 - output) * outputErrors.data[i][0] * this.learningRate;
    });
    this.weightsHO.add(Matrix.multiply(gradients, Matrix.transpose(hidden)));
    this.biasO.add(gradients);

    const hiddenErrors = Matrix.multiply(Matrix.transpose(this.weightsHO), outputErrors);
    const hiddenGradient = new Matrix(hidden.rows, 1).map((_, i) => {
      const value = hidden.data[i][0];
      return value * (1 - value) * hiddenErrors.data[i][0] * this.learningRate;
    });
    this.weightsIH.add(Matrix.multiply(hiddenGradient, Matrix.transpose(inputs)));
    this.biasH.add(hiddenGradient);
  }
}

module.exports = { Matrix, NeuralNetwork };
