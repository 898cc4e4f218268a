import type { Loss } from './losses/loss.ts';
import type { Network } from './network.ts';

/**
 * What flows between two stages, handed through hooks so that its rounding can be studied. Each use of the same
 * numbers passes by a hook on its own; a hook answers the numbers to go on with. `place` counts from 0 for x to
 * the number of stages for the network's output.
 */
export interface Between {
  values(values: Float64Array, place: number): Float64Array;
  /** dJ/d(values), on the way back. */
  slopes(slopes: Float64Array, place: number): Float64Array;
}

export const untouched: Between = { values: (values) => values, slopes: (slopes) => slopes };

/** Every stage's output for a batch: element 0 is x itself, the last one the network's output. */
export function forward(network: Network, x: Float64Array, m: number, between = untouched): Float64Array[] {
  const outputs = [between.values(x, 0)];
  for (const [s, stage] of network.stages.entries()) {
    const y = new Float64Array(m * stage.outputSize);
    stage.forward(outputs[s] as Float64Array, y);
    outputs.push(between.values(y, s + 1));
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
  const read = (place: number) => between.values(outputs[place] as Float64Array, place);
  const end = network.stages.length;
  const output = read(end);
  let dy: Float64Array = new Float64Array(output.length);
  loss.gradient(output, targets, dy);
  dy = between.slopes(dy, end);
  for (const [s, stage] of [...network.stages.entries()].reverse()) {
    const x = read(s);
    const dx = new Float64Array(x.length);
    const own = gradients.filter((_, t) => network.tensors[t]?.stage === s);
    stage.backward({ x, y: read(s + 1), dy, dx, gradients: own });
    dy = between.slopes(dx, s);
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
