import type { LayerConfig } from '../config/layer.ts';
import { Problem } from '../core/problem.ts';
import { sizeOf } from '../core/tensor.ts';
import { formatBytes } from '../data/memoryBudget.ts';
import { formatCount } from '../report/formatNumber.ts';

/**
 * A parameter is held as its value and its gradient, as often again while rounding is measured, and in two or three
 * numerical derivatives; an activation as often, in the planes of the cost and of the complex step.
 */
const bytesPerNumber = 9 * Float64Array.BYTES_PER_ELEMENT;

/**
 * Counts what a network would hold before any of it is made: memory that is not there ends the process, and with it
 * every message.
 *
 * @param inputShape shape of one example
 * @param m examples in the batch
 * @throws Problem `model.memory`, at the layer that takes the most
 */
export function assertNetworkFits(
  layers: readonly LayerConfig[],
  inputShape: readonly number[],
  m: number,
  memoryBytes: number,
): void {
  let shape = inputShape;
  let total = m * sizeOf(inputShape);
  const demands = layers.map((layer) => {
    const inputs = shape.at(-1) ?? 1;
    if (layer.type === 'Dense') shape = [...shape.slice(0, -1), layer.units];
    if (layer.type === 'Flatten') shape = [sizeOf(shape)];
    const parameters = layer.type === 'Dense' ? (inputs + 1) * layer.units : 0;
    const activations = m * sizeOf(shape);
    total += parameters + activations;
    return { layer, parameters, activations, numbers: parameters + activations };
  });
  const bytes = total * bytesPerNumber;
  const [largest] = demands.toSorted((a, b) => b.numbers - a.numbers);
  if (bytes <= memoryBytes || largest === undefined) return;
  const { layer, parameters, activations } = largest;
  const [most, remedy] =
    parameters >= activations
      ? [`${formatCount(parameters)} parameters`, 'Give it fewer units or fewer inputs']
      : [`${formatCount(activations)} activations`, 'Choose fewer "examples"'];
  throw new Problem(
    'model.memory',
    `Too large to hold: checking this network would need ${formatBytes(bytes)}, and the limit is ${formatBytes(memoryBytes)}. Most of it is for the ${most} of ${layer.name}. ${remedy}, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).`,
    { path: layer.path },
  );
}
