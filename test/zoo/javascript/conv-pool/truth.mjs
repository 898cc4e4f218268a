import { inner, numbers, say, verdict } from '../differences.mjs';
import layers from './nn.js';

const x = numbers([2, 3, 6, 8], 3);
const w = numbers([2, 3, 3, 2], 5);
const b = numbers([2], 7);
const options = { stride: 2, pad: 1 };
const window = { pool_height: 2, pool_width: 3, stride: 2 };

const [out, cache] = layers.conv_forward(x, w, b, options);
const dout = numbers([out.length, out[0].length, out[0][0].length, out[0][0][0].length], 11);
const [dx, dw, db] = layers.conv_backward(dout, cache);

const [pooled, kept] = layers.max_pool_forward(x, window);
const dpooled = numbers([2, 3, pooled[0][0].length, pooled[0][0][0].length], 13);

say({
  conv: verdict(
    () => inner(layers.conv_forward(x, w, b, options)[0], dout),
    [
      [x, dx],
      [w, dw],
      [b, db],
    ],
  ),
  max_pool: verdict(
    () => inner(layers.max_pool_forward(x, window)[0], dpooled),
    [[x, layers.max_pool_backward(dpooled, kept)]],
  ),
});
