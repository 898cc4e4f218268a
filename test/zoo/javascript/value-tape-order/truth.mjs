import { say, verdict } from '../differences.mjs';
import code from './nn.cjs';

const { Value } = code;

function check(apply, operands, isAlone) {
  const build = () => {
    const leaves = operands.map((value) => new Value(value));
    return { leaves, root: apply(...leaves) };
  };
  const { leaves, root } = build();
  // One operation alone needs no order.
  if (isAlone) {
    root.gradient = 1;
    root.pullBack(root);
  } else root.backward();
  return verdict(() => build().root.value, [[operands, leaves.map(({ gradient }) => gradient)]]);
}

say({
  plus: check((a, b) => a.plus(b), [0.6, -1.2], true),
  times: check((a, b) => a.times(b), [0.6, -1.2], true),
  sigmoid: check((a) => a.sigmoid(), [0.6], true),
  backward: check(
    (a, b) => {
      const u = a.times(b);
      const v = u.plus(a);
      return v.times(v.plus(u)).plus(u);
    },
    [0.6, -1.2],
    false,
  ),
});
