/** A classifier of one hidden layer for a batch of rows; the labels are indices of classes. */
export class TwoLayerNet {
  constructor(inputSize, hiddenSize, outputSize, weightScale = 0.01) {
    const random = (rows, columns) =>
      Array.from({ length: rows }, () =>
        Float64Array.from({ length: columns }, () => weightScale * (Math.random() - 0.5)),
      );
    this.params = {
      W1: random(inputSize, hiddenSize),
      b1: new Float64Array(hiddenSize),
      W2: random(hiddenSize, outputSize),
      b2: new Float64Array(outputSize),
    };
  }

  #affine(x, W, b) {
    return x.map((row) => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * W[i][j], bias)));
  }

  predict(x) {
    const { W1, b1, W2, b2 } = this.params;
    const hidden = this.#affine(
      x.map((row) => Float64Array.from(row)),
      W1,
      b1,
    );
    const scores = this.#affine(
      hidden.map((row) => row.map(Math.tanh)),
      W2,
      b2,
    );
    return scores.map((row) => {
      const top = Math.max(...row);
      const powers = row.map((score) => Math.exp(score - top));
      const total = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / total);
    });
  }

  loss(x, t) {
    return -this.predict(x).reduce((sum, row, n) => sum + Math.log(row[t[n]]), 0) / x.length;
  }

  gradient(x, t) {
    const { W1, b1, W2, b2 } = this.params;
    const hidden = this.#affine(
      x.map((row) => Float64Array.from(row)),
      W1,
      b1,
    ).map((row) => row.map(Math.tanh));
    const dscores = this.predict(x).map((row, n) => row.map((p, j) => (p - (t[n] === j ? 1 : 0)) / x.length));
    const dhidden = dscores.map((row, n) =>
      hidden[n].map((h, i) => (1 - h * h) * row.reduce((sum, d, j) => sum + d * W2[i][j], 0)),
    );
    const outer = (W, a, d) =>
      W.map((row, i) => row.map((_, j) => a.reduce((sum, one, n) => sum + one[i] * d[n][j], 0)));
    const columns = (b, d) => b.map((_, j) => d.reduce((sum, row) => sum + row[j], 0));
    return {
      W1: outer(W1, x, dhidden),
      b1: columns(b1, dhidden),
      W2: outer(W2, hidden, dscores),
      b2: columns(b2, dscores),
    };
  }
}
