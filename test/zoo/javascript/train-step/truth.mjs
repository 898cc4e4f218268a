import { numbers, say, verdict } from '../differences.mjs';
import code from './nn.js';

const network = new code.NeuralNetwork(5, 4, 3);
const x = numbers([5], 3);
const y = [0.2, 0.9, 0.4];
const names = ['weightsIH', 'weightsHO', 'biasH', 'biasO'];

const before = structuredClone(names.map((name) => network[name].data));
network.train(x, y);
const gradients = names.map((name, p) =>
  before[p].map((row, i) => row.map((value, j) => (value - network[name].data[i][j]) / network.learningRate)),
);
for (const [p, name] of names.entries()) network[name].data = before[p];

// What train() follows is the gradient of half the squared error.
const cost = () => network.predict(x).reduce((sum, out, k) => sum + (out - y[k]) ** 2 / 2, 0);

say(Object.fromEntries(names.map((name, p) => [name, verdict(cost, [[network[name].data, gradients[p]]])])));
