import type { Loss } from './losses/loss.ts';
import type { Network } from './network.ts';

/** Numbers between two stages, handed through a hook so that their rounding can be studied. */
export type Between = (values: Float64Array) => void;

const untouched: Between = () => {};

/** Every stage's output for a batch: element 0 is x itself, the last one the network's output. */
export function forward(network: Network, x: Float64Array, m: number, between = untouched): Float64Array[] {
  const outputs = [x];
  for (const stage of network.stages) {
    const y = new Float64Array(m * stage.outputSize);
    stage.forward(outputs.at(-1) as Float64Array, y);
    between(y);
    outputs.push(y);
  }
  return outputs;
}

/**
 * The analytical gradient by the reference network's own backward pass, one array per tensor of the network.
 *
 * @param outputs what `forward` answered
 * @param targets as `readTargets` made them
 */
export function backward(
  network: Network,
  loss: Loss,
  outputs: readonly Float64Array[],
  targets: Float64Array,
  between = untouched,
): Float64Array[] {
  const gradients = network.tensors.map(({ parameter }) => new Float64Array(parameter.values.length));
  const output = outputs.at(-1) as Float64Array;
  let dy: Float64Array = new Float64Array(output.length);
  loss.gradient(output, targets, dy);
  between(dy);
  for (let s = network.stages.length - 1; s >= 0; s--) {
    const x = outputs[s] as Float64Array;
    const dx = new Float64Array(x.length);
    const own = gradients.filter((_, t) => network.tensors[t]?.stage === s);
    network.stages[s]?.backward({ x, y: outputs[s + 1] as Float64Array, dy, dx, gradients: own });
    between(dx);
    dy = dx;
  }
  addPenaltyGradient(network, gradients);
  return gradients;
}

/** d(l2 · Σ W²)/dW = 2 l2 W */
function addPenaltyGradient(network: Network, gradients: readonly Float64Array[]): void {
  if (network.l2 === 0) return;
  for (const [t, { parameter }] of network.tensors.entries()) {
    if (parameter.name !== 'kernel') continue;
    const gradient = gradients[t] as Float64Array;
    for (let k = 0; k < gradient.length; k++) {
      gradient[k] = (gradient[k] as number) + 2 * network.l2 * (parameter.values[k] as number);
    }
  }
}
