import { numbers, say, verdict } from '../differences.mjs';
import { lossAndGradient } from './nn.ts';

const w = numbers([5], 3);
const b = [0.4];
const x = numbers([4, 5], 7);
const y = [1, 0, 0, 1];
const { dw, db } = lossAndGradient(w, b[0], x, y, 0.3);

say({
  loss: verdict(
    () => lossAndGradient(w, b[0], x, y, 0.3).loss,
    [
      [w, dw],
      [b, [db]],
    ],
  ),
});
