class Value {
  constructor(value, parents = [], pull = null) {
    this.value = value;
    this.gradient = 0;
    this.parents = parents;
    this.pullBack = pull;
  }

  plus(other) {
    return new Value(this.value + other.value, [this, other], (out) => {
      this.gradient += out.gradient;
      other.gradient += out.gradient;
    });
  }

  times(other) {
    return new Value(this.value * other.value, [this, other], (out) => {
      this.gradient += other.value * out.gradient;
      other.gradient += this.value * out.gradient;
    });
  }

  sigmoid() {
    return new Value(1 / (1 + Math.exp(-this.value)), [this], (out) => {
      this.gradient += out.value * (1 - out.value) * out.gradient;
    });
  }

  backward() {
    this.gradient = 1;
    const queue = [this];
    const seen = new Set(queue);
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      if (node.pullBack !== null) node.pullBack(node);
      for (const parent of node.parents) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        queue.push(parent);
      }
    }
  }
}

module.exports = { Value };
