import { inner, numbers, say, verdict } from '../differences.mjs';
import * as layers from './nn.mjs';

const x = numbers([4, 6], 3);
const w = numbers([6, 3], 5);
const b = numbers([3], 7);
const gamma = numbers([6], 11);
const beta = numbers([6], 13);
const y = [2, 0, 5, 1];
const wide = numbers([4, 6], 17);
const narrow = numbers([4, 3], 19);

const affine = layers.affineBackward(narrow, layers.affineForward(x, w, b).cache);
const leaky = layers.leakyReluBackward(wide, layers.leakyReluForward(x)[1]);
const norm = layers.layerNormBackward(wide, layers.layerNormForward(x, gamma, beta)[1]);

say({
  affine: verdict(
    () => inner(layers.affineForward(x, w, b).out, narrow),
    [
      [x, affine.dx],
      [w, affine.dw],
      [b, affine.db],
    ],
  ),
  leakyRelu: verdict(() => inner(layers.leakyReluForward(x)[0], wide), [[x, leaky]]),
  layerNorm: verdict(
    () => inner(layers.layerNormForward(x, gamma, beta)[0], wide),
    [
      [x, norm[0]],
      [gamma, norm[1]],
      [beta, norm[2]],
    ],
  ),
  softmaxLoss: verdict(() => layers.softmaxLoss(x, y).loss, [[x, layers.softmaxLoss(x, y).dscores]]),
});
