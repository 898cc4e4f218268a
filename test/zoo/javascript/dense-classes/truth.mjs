import { inner, numbers, say, verdict } from '../differences.mjs';
import { Activation, Dense } from './nn.ts';

const x = numbers([4, 6], 3);
const dense = new Dense(6, 3);
const narrow = numbers([4, 3], 5);
dense.forward(x);
const dx = dense.backward(narrow);
const tanh = new Activation();
const wide = numbers([4, 6], 7);
tanh.forward(x);

say({
  Dense: verdict(
    () => inner(dense.forward(x), narrow),
    [
      [x, dx],
      [dense.weights, dense.weightsGradient],
      [dense.biases, dense.biasesGradient],
    ],
  ),
  Activation: verdict(() => inner(tanh.forward(x), wide), [[x, tanh.backward(wide)]]),
});
