import { inner, numbers, say, verdict } from '../differences.mjs';
import { Dense, Network, Tanh } from './nn.mjs';

const x = numbers([5, 1], 3);
const y = numbers([3, 1], 5);

/** What one step at rate 1 takes from the numbers of those layers; they are put back. */
function taken(layers, step) {
  const arrays = layers.flatMap((layer) => [layer.weights, layer.bias]);
  const before = structuredClone(arrays);
  const result = step();
  const gradients = arrays.map((array, a) =>
    array.map((row, i) => row.map((value, j) => before[a][i][j] - value)),
  );
  for (const [a, array] of arrays.entries())
    for (const [i, row] of array.entries()) row.splice(0, row.length, ...before[a][i]);
  return { arrays, gradients, result };
}

const dense = new Dense(5, 3);
const upstream = numbers([3, 1], 7);
dense.forward(x);
const one = taken([dense], () => dense.backward(upstream, 1));

const tanh = new Tanh();
const wide = numbers([5, 1], 11);
tanh.forward(x);

const [first, last] = [new Dense(5, 4), new Dense(4, 3)];
const network = new Network().add(first).add(new Tanh()).add(last);
const all = taken([first, last], () => network.train(x, y, 1));
const cost = () => network.predict(x).reduce((sum, [value], i) => sum + (value - y[i][0]) ** 2, 0) / 3;
const names = ['layers.0.weights', 'layers.0.bias', 'layers.2.weights', 'layers.2.bias'];

say({
  Dense: verdict(
    () => inner(dense.forward(x), upstream),
    [[x, one.result], ...one.arrays.map((array, a) => [array, one.gradients[a]])],
  ),
  Tanh: verdict(() => inner(tanh.forward(x), wide), [[x, tanh.backward(wide)]]),
  ...Object.fromEntries(names.map((name, a) => [name, verdict(cost, [[all.arrays[a], all.gradients[a]]])])),
});
