import { numbers, say, verdict } from '../differences.mjs';
import { TwoLayerNet } from './nn.mjs';

const network = new TwoLayerNet(5, 4, 3, 1);
const x = numbers([4, 5], 3);
const t = [2, 0, 1, 2];
const gradients = network.gradient(x, t);
const plainRows = (value) => Array.from(value, (row) => (typeof row === 'number' ? row : Array.from(row)));

say(
  Object.fromEntries(
    Object.entries(network.params).map(([name, values]) => [
      name,
      verdict(() => network.loss(x, t), [[values, plainRows(gradients[name])]]),
    ]),
  ),
);
