// Logistic regression that can be checked: J = mean(log(1 + e^z) − y z), z = x w + b.
// Run by "code": { "command": ["node", "example.mjs"] }; the protocol is told in README.md.

let x = [[0.5, -1.2, 0.3], [1.1, 0.4, -0.7], [-0.9, 0.8, 1.6], [0.2, -0.5, 0.9]];
let y = [1, 0, 1, 0];
/** The tensors, in order: flat arrays that `cost` and `gradients` read. */
const tensors = [
  { layer: 'logistic', type: 'Dense', name: 'kernel', shape: [3, 1], values: Float64Array.of(0.3, -0.2, 0.5) },
  { layer: 'logistic', type: 'Dense', name: 'bias', shape: [1], values: Float64Array.of(0.1) },
];
const [w, b] = tensors;

const logits = () => x.map((row) => row.reduce((sum, value, k) => sum + value * w.values[k], b.values[0]));
const cost = () => logits().reduce((sum, z, i) => sum + Math.log1p(Math.exp(z)) - y[i] * z, 0) / y.length;

function gradients() {
  const dz = logits().map((z, i) => (1 / (1 + Math.exp(-z)) - y[i]) / y.length);
  const dw = Float64Array.from(w.values, (_, k) => dz.reduce((sum, d, i) => sum + d * x[i][k], 0));
  return [dw, Float64Array.of(dz.reduce((sum, d) => sum + d, 0))];
}

const requests = {
  open(header, arrays) {
    if (arrays.x) {
      const width = arrays.x.length / arrays.y.length;
      x = Array.from(arrays.y, (_, i) => [...arrays.x.subarray(i * width, (i + 1) * width)]);
      y = [...arrays.y];
      w.values = new Float64Array(width);
      w.shape = [width, 1];
    }
    for (const [k, { layer, name }] of (header.tensors ?? []).entries()) {
      Object.assign(tensors[k], { layer, name });
      tensors[k].values.set(arrays[`${layer}/${name}`]);
    }
    const told = tensors.map(({ values, ...tensor }) => tensor);
    return [{ tensors: told, cost: cost() }, tensors.map(({ values, shape }, t) => [String(t), shape, values])];
  },
  gradients: () => [{}, gradients().map((values, t) => [String(t), tensors[t].shape, values])],
  costs({ tensor, offsets }, { entries, direction }) {
    const { values } = tensors[tensor];
    const kept = values.slice();
    const at = (change) => {
      change();
      const found = cost();
      values.set(kept);
      return found;
    };
    const along = (h) => at(() => direction.forEach((u, k) => { values[k] += h * u; }));
    const beside = (k) => offsets.map((h) => at(() => { values[k] += h; }));
    const costs = direction ? offsets.map(along) : [...entries].flatMap(beside);
    return [{}, [['costs', direction ? [offsets.length] : [entries.length, offsets.length], Float64Array.from(costs)]]];
  },
  move(_, arrays) {
    for (const [t, values] of Object.entries(arrays)) tensors[t].values.set(values);
    return [{ costs: [cost()] }, []];
  },
};

function send(header, arrays) {
  const described = arrays.map(([name, shape]) => ({ name, dtype: 'float64', shape }));
  const text = Buffer.from(JSON.stringify({ ...header, arrays: described }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  process.stdout.write(Buffer.concat([length, text, ...arrays.map(([, , values]) => Buffer.from(values.buffer))]));
}

const types = { float64: Float64Array, float32: Float32Array, int32: Int32Array };
const bytesOf = ({ dtype, shape }) => shape.reduce((n, extent) => n * extent, types[dtype].BYTES_PER_ELEMENT);

let held = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32LE()) {
    let at = 4 + held.readUInt32LE();
    const header = JSON.parse(held.subarray(4, at).toString());
    const described = header.arrays ?? [];
    // The rest of the arrays is still on its way.
    if (held.length < described.reduce((end, array) => end + bytesOf(array), at)) return;
    const arrays = {};
    for (const array of described) {
      const bytes = Uint8Array.from(held.subarray(at, at + bytesOf(array)));
      arrays[array.name] = new types[array.dtype](bytes.buffer);
      at += bytes.length;
    }
    held = held.subarray(at);
    if (header.request in requests) send(...requests[header.request](header, arrays));
  }
});
