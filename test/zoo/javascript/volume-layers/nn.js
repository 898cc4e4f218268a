const volumes = {};

((scope) => {
  // Width, height and depth; w holds the activations, dw their gradient.
  const Vol = function (sx, sy, depth, c) {
    this.sx = sx;
    this.sy = sy;
    this.depth = depth;
    const n = sx * sy * depth;
    this.w = new Float64Array(n);
    this.dw = new Float64Array(n);
    for (let i = 0; i < n; i++) this.w[i] = typeof c === 'undefined' ? Math.random() - 0.5 : c;
  };

  Vol.prototype = {
    get: function (x, y, d) {
      return this.w[(this.sx * y + x) * this.depth + d];
    },
    blank: function () {
      return new Vol(this.sx, this.sy, this.depth, 0);
    },
  };

  const FullyConnected = function (opt) {
    this.out_depth = opt.num_neurons;
    this.num_inputs = opt.in_sx * opt.in_sy * opt.in_depth;
    this.filters = [];
    for (let i = 0; i < this.out_depth; i++) this.filters.push(new Vol(1, 1, this.num_inputs));
    this.biases = new Vol(1, 1, this.out_depth, 0.2);
  };

  FullyConnected.prototype = {
    forward: function (V) {
      this.in_act = V;
      const out = new Vol(1, 1, this.out_depth, 0);
      for (let i = 0; i < this.out_depth; i++) {
        let sum = this.biases.w[i];
        for (let k = 0; k < this.num_inputs; k++) sum += V.w[k] * this.filters[i].w[k];
        out.w[i] = sum;
      }
      this.out_act = out;
      return out;
    },
    backward: function () {
      const V = this.in_act;
      V.dw = new Float64Array(V.w.length);
      for (let i = 0; i < this.out_depth; i++) {
        const chain = this.out_act.dw[i];
        for (let k = 0; k < this.num_inputs; k++) {
          V.dw[k] += this.filters[i].w[k] * chain;
          this.filters[i].dw[k] += V.w[k] * chain;
        }
        this.biases.dw[i] += chain;
      }
    },
  };

  const Rectifier = function (opt) {
    this.out_sx = opt.in_sx;
  };

  Rectifier.prototype = {
    forward: function (V) {
      this.in_act = V;
      const out = V.blank();
      for (let i = 0; i < V.w.length; i++) out.w[i] = V.w[i] > 0 ? V.w[i] : 0;
      this.out_act = out;
      return out;
    },
    backward: function () {
      const V = this.in_act;
      V.dw = new Float64Array(V.w.length);
      for (let i = 0; i < V.w.length; i++) V.dw[i] = this.out_act.dw[i] > 0 ? this.out_act.dw[i] : 0;
    },
  };

  scope.Vol = Vol;
  scope.FullyConnected = FullyConnected;
  scope.Rectifier = Rectifier;
})(volumes);

if (typeof module !== 'undefined') module.exports = volumes;
