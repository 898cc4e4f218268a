import { inner, numbers, say, verdict } from '../differences.mjs';
import * as cells from './nn.mjs';

const [xt, aPrev, cPrev] = [numbers([3], 3), numbers([4], 5), numbers([4], 7)];
const parameters = Object.fromEntries(
  ['f', 'i', 'c', 'o'].flatMap((gate, g) => [
    [`W${gate}`, numbers([4, 7], 11 + g)],
    [`b${gate}`, numbers([4], 21 + g)],
  ]),
);
const [da, dc] = [numbers([4], 31), numbers([4], 37)];
const lstm = () => cells.lstmCellForward(xt, aPrev, cPrev, parameters);
const cell = cells.lstmCellBackward(da, dc, lstm().cache);
const ofCell = () => {
  const { a, c } = lstm();
  return inner(a, da) + inner(c, dc);
};

const step = [
  numbers([3, 4], 3),
  numbers([3, 5], 5),
  numbers([4, 5], 7),
  numbers([5, 5], 11),
  numbers([5], 13),
];
const dnext = numbers([3, 5], 17);
const stepGradients = cells.rnnStepBackward(dnext, cells.rnnStepForward(...step)[1]);

const table = numbers([6, 3], 3);
const tokens = [4, 0, 4, 2];
const dout = numbers([4, 3], 5);
const ofTable = cells.embeddingBackward(dout, cells.embeddingForward(tokens, table)[1]);

// The gradients of its parameters are those of a mean over the 3 examples, that of its input is not.
const [A, W, b] = [numbers([4, 3], 3), numbers([2, 4], 5), numbers([2, 1], 7)];
const dZ = numbers([2, 3], 11);
const linear = cells.linearBackward(dZ, cells.linearForward(A, W, b).cache);
const sum = () => inner(cells.linearForward(A, W, b).Z, dZ);
const parts = [
  verdict(sum, [[A, linear.dAPrev]]),
  verdict(
    () => sum() / 3,
    [
      [W, linear.dW],
      [b, linear.db],
    ],
  ),
];

say({
  lstmCell: verdict(ofCell, [
    [xt, cell.dxt],
    [aPrev, cell.daPrev],
    [cPrev, cell.dcPrev],
    ...Object.entries(parameters).map(([name, array]) => [array, cell[`d${name}`]]),
  ]),
  rnnStep: verdict(
    () => inner(cells.rnnStepForward(...step)[0], dnext),
    step.map((array, k) => [array, stepGradients[k]]),
  ),
  embedding: verdict(() => inner(cells.embeddingForward(tokens, table)[0], dout), [[table, ofTable]]),
  linear: parts.includes('fail') ? 'fail' : 'pass',
});
