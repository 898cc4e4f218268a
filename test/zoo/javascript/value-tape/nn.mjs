export class Value {
  constructor(data, children = [], op = '') {
    this.data = data;
    this.grad = 0;
    this.op = op;
    this._prev = new Set(children);
    this._backward = () => {};
  }

  add(other) {
    const that = other instanceof Value ? other : new Value(other);
    const out = new Value(this.data + that.data, [this, that], '+');
    out._backward = () => {
      this.grad += out.grad;
      that.grad += out.grad;
    };
    return out;
  }

  mul(other) {
    const that = other instanceof Value ? other : new Value(other);
    const out = new Value(this.data * that.data, [this, that], '*');
    out._backward = () => {
      this.grad += that.data * out.grad;
      that.grad += this.data * out.grad;
    };
    return out;
  }

  pow(exponent) {
    const out = new Value(this.data ** exponent, [this], `**${exponent}`);
    out._backward = () => {
      this.grad += exponent * this.data ** (exponent - 1) * out.grad;
    };
    return out;
  }

  neg() {
    return this.mul(-1);
  }

  sub(other) {
    return this.add(other instanceof Value ? other.neg() : -other);
  }

  div(other) {
    return this.mul(other instanceof Value ? other.pow(-1) : 1 / other);
  }

  tanh() {
    const t = Math.tanh(this.data);
    const out = new Value(t, [this], 'tanh');
    out._backward = () => {
      this.grad += (1 - t * t) * out.grad;
    };
    return out;
  }

  exp() {
    const out = new Value(Math.exp(this.data), [this], 'exp');
    out._backward = () => {
      this.grad += out.data * out.grad;
    };
    return out;
  }

  log() {
    const out = new Value(Math.log(this.data), [this], 'log');
    out._backward = () => {
      this.grad = out.grad / this.data;
    };
    return out;
  }

  relu() {
    const out = new Value(Math.max(0, this.data), [this], 'relu');
    out._backward = () => {
      this.grad += out.data > 0 ? 1 : 0;
    };
    return out;
  }

  backward() {
    const order = [];
    const seen = new Set();
    const visit = (node) => {
      if (seen.has(node)) return;
      seen.add(node);
      for (const child of node._prev) visit(child);
      order.push(node);
    };
    visit(this);
    this.grad = 1;
    for (const node of order.reverse()) node._backward();
  }
}

class Neuron {
  constructor(nin) {
    this.w = Array.from({ length: nin }, () => new Value(Math.random() * 2 - 1));
    this.b = new Value(0.3);
  }

  call(x) {
    return this.w.reduce((sum, weight, i) => sum.add(weight.mul(x[i])), this.b).tanh();
  }

  parameters() {
    return [...this.w, this.b];
  }
}

class Layer {
  constructor(nin, nout) {
    this.neurons = Array.from({ length: nout }, () => new Neuron(nin));
  }

  call(x) {
    return this.neurons.map((neuron) => neuron.call(x));
  }

  parameters() {
    return this.neurons.flatMap((neuron) => neuron.parameters());
  }
}

export class MLP {
  constructor(nin, nouts) {
    this.layers = nouts.map((nout, i) => new Layer(i === 0 ? nin : nouts[i - 1], nout));
  }

  call(x) {
    return this.layers.reduce((values, layer) => layer.call(values), x);
  }

  parameters() {
    return this.layers.flatMap((layer) => layer.parameters());
  }
}
