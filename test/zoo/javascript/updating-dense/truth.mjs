import { inner, numbers, say, verdict } from '../differences.mjs';
import code from './nn.js';

const { DenseLayer, Sigmoid, Vector } = code;

const x = new Vector(...numbers([6], 3));
const dense = new DenseLayer(6, 3);
const dout = numbers([3], 5);
const before = structuredClone({ weights: dense.weights, biases: dense.biases });
dense.forward(x);
const dx = dense.backward(new Vector(...dout), 1);
const moved = { weights: dense.weights, biases: dense.biases };
const db = before.biases.map((value, j) => value - moved.biases[j]);
const dw = before.weights.map((row, j) => row.map((value, i) => value - moved.weights[j][i]));
Object.assign(dense, before);

const sigmoid = new Sigmoid();
const upstream = numbers([6], 7);
sigmoid.forward(x);
const through = sigmoid.backward(new Vector(...upstream));

say({
  DenseLayer: verdict(
    () => inner(dense.forward(x).data, dout),
    [
      [x.data, dx.data],
      [dense.weights, dw],
      [dense.biases, db],
    ],
  ),
  Sigmoid: verdict(() => inner(sigmoid.forward(x).data, upstream), [[x.data, through.data]]),
});
