import { numbers, say, verdict } from '../differences.mjs';
import network from './nn.js';

const X = numbers([5, 4], 3);
const Y = [
  [1, 0, 0, 1],
  [0, 1, 0, 0],
];
const parameters = network.initializeParameters(5, 3, 2);
for (const [i, name] of Object.keys(parameters).entries()) {
  parameters[name] = numbers([parameters[name].length, parameters[name][0].length], 7 + i);
}

const { cache } = network.forwardPropagation(X, parameters);
const gradients = network.backwardPropagation(parameters, cache, X, Y);
const cost = () => network.computeCost(network.forwardPropagation(X, parameters).A2, Y);

say(
  Object.fromEntries(
    Object.keys(parameters).map((name) => [name, verdict(cost, [[parameters[name], gradients[`d${name}`]]])]),
  ),
);
