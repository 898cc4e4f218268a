import type { NetworkTensor } from '../core/network.ts';
import { Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArraySource } from '../data/arraySource.ts';
import type { Note } from '../report/note.ts';
import {
  missingTensor,
  networkEntry,
  type StoredTensor,
  storedName,
  storedTensor,
  type TensorRole,
} from '../subjects/storedTensors.ts';

/** All tensors of a network as a file holds them. */
export function readTensors(
  source: ArraySource,
  tensors: readonly NetworkTensor[],
  role: TensorRole,
): StoredTensor[] {
  const stored = tensors.map((tensor) => {
    const number = numberOf(tensor, tensors);
    const found = storedTensor(source, tensor, number, role);
    if (found === null) throw missingTensor(source, tensor, number, role);
    return found;
  });
  // A square kernel shows no layout of its own: it has that of the others in its file.
  if (!stored.some(({ unusual }) => unusual)) return stored;
  return stored.map((found, t) => {
    const [inputs, units] = (tensors[t] as NetworkTensor).parameter.shape;
    return inputs === units && inputs !== 1
      ? { ...found, transposed: !found.transposed, unusual: true }
      : found;
  });
}

export function holdsParameters(source: ArraySource, tensors: readonly NetworkTensor[]): boolean {
  return tensors.some(
    (tensor) => storedName(source, tensor, numberOf(tensor, tensors), 'parameters') !== null,
  );
}

/** Puts stored values into the network's parameters. */
export function setParameters(tensors: readonly NetworkTensor[], stored: readonly StoredTensor[]): void {
  for (const [t, { parameter }] of tensors.entries()) {
    const found = stored[t] as StoredTensor;
    const { name, values } = found;
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new Problem(
        'recorded.notFinite',
        `${name} holds ${values[bad]} (entry ${bad}). A gradient can only be checked at parameters that are numbers: write the parameters of a step before training diverged.`,
      );
    }
    for (let k = 0; k < values.length; k++) parameter.values[networkEntry(found, k)] = values[k] as number;
  }
}

/** Says which kernels were recognised by their shape alone. */
export function layoutNotes(
  stored: readonly StoredTensor[],
  tensors: readonly NetworkTensor[],
  path: Note['path'],
): Note[] {
  return stored.flatMap(({ name, shape, unusual, transposed }, t) =>
    unusual
      ? [
          {
            code: 'recorded.layout',
            message: `${name} ${formatShape(shape)} was taken as ${transposed ? '(units, inputs)' : '(inputs, units)'}, by its shape.`,
            path,
            layer: (tensors[t] as NetworkTensor).layer,
          },
        ]
      : [],
  );
}

/** Which of the layers with parameters it belongs to, from 1. */
function numberOf(tensor: NetworkTensor, tensors: readonly NetworkTensor[]): number {
  return new Set(tensors.slice(0, tensors.indexOf(tensor) + 1).map(({ layer }) => layer)).size;
}
