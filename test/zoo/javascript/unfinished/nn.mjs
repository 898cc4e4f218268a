export class Tanh {
  forward(x) {
    this.out = x.map((row) => row.map(Math.tanh));
    return this.out;
  }

  backward(dout) {
    return dout.map((row, n) => row.map((d, i) => d * (1 - this.out[n][i] ** 2)));
  }
}

export class Scale {
  constructor(features) {
    this.gamma = new Array(features).fill(1);
    this.dgamma = new Array(features).fill(0);
  }

  forward(x) {
    this.x = x;
    return x.map((row) => row.map((value, i) => value * this.gamma[i]));
  }

  backward(_dout) {
    // TODO
  }
}
