import { numbers, say, verdict } from '../differences.mjs';
import { MLP, Value } from './nn.mjs';

const points = [
  [0.6, 1.2],
  [1.7, 0.4],
];
const signed = [
  [-0.6, 1.2],
  [1.7, -0.4],
];

/** An operation inside a sum that reaches its operand in another way too, so that gradients have to add up. */
function used(apply, at) {
  const rows = at.map((row) => {
    const operands = [...row];
    const build = () => {
      const leaves = operands.map((value) => new Value(value));
      return {
        leaves,
        root: apply(...leaves)
          .mul(new Value(1.7))
          .add(leaves[0].mul(new Value(0.3))),
      };
    };
    const { leaves, root } = build();
    root.backward();
    return verdict(() => build().root.data, [[operands, leaves.map(({ grad }) => grad)]]);
  });
  return rows.includes('fail') ? 'fail' : 'pass';
}

function network(make, run) {
  const model = make();
  const x = numbers([3], 5);
  const values = () => model.parameters().map(({ data }) => data);
  const root = () => run(model, x).reduce((sum, out, i) => sum.add(out.mul(0.4 + i)), new Value(0));
  root().backward();
  const gradients = model.parameters().map(({ grad }) => grad);
  const theta = values();
  const cost = () => {
    for (const [i, value] of theta.entries()) model.parameters()[i].data = value;
    return root().data;
  };
  return verdict(cost, [[theta, gradients]]);
}

const mlp = () => new MLP(3, [4, 2]);
const [layer] = mlp().layers;

say({
  add: used((a, b) => a.add(b), signed),
  mul: used((a, b) => a.mul(b), signed),
  pow: used((a) => a.pow(3), signed),
  neg: used((a) => a.neg(), signed),
  sub: used((a, b) => a.sub(b), signed),
  div: used((a, b) => a.div(b), signed),
  tanh: used((a) => a.tanh(), signed),
  exp: used((a) => a.exp(), signed),
  log: used((a) => a.log(), points),
  relu: used((a) => a.relu(), signed),
  backward: used((a, b) => a.mul(b).add(a).mul(a.add(b)), signed),
  Neuron: network(
    () => layer.neurons[0],
    (neuron, x) => [neuron.call(x)],
  ),
  Layer: network(
    () => mlp().layers[0],
    (one, x) => one.call(x),
  ),
  MLP: network(mlp, (model, x) => model.call(x)),
});
