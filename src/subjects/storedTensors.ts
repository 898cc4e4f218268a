import type { NetworkTensor } from '../core/network.ts';
import { Problem } from '../core/problem.ts';
import { formatShape, sizeOf } from '../core/tensor.ts';
import type { ArraySource } from '../data/arraySource.ts';
import { listNames } from '../data/listNames.ts';

/** A network's tensor as a file holds it. */
export interface StoredTensor {
  /** Name of the array in the file. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In the file's own layout. */
  readonly values: Float64Array;
  /** A kernel kept as (units, inputs), where the network has (inputs, units). */
  readonly transposed: boolean;
  /** The layout is not what the name promises: what was recognised by its shape. */
  readonly unusual: boolean;
  readonly singlePrecision: boolean;
}

export type TensorRole = 'parameters' | 'gradients';

/**
 * Finds a tensor of the network in a file: `parameters/<layer>/<tensor>` or, numbered through the layers that
 * have parameters, `W1`, `b1` (`gradients/<layer>/<tensor>`, `dW1`, `db1`). Null where there is none.
 *
 * @param number which of the layers with parameters it is, from 1
 * @throws Problem where the shape is not the tensor's, with both shapes
 */
export function storedTensor(
  source: ArraySource,
  tensor: NetworkTensor,
  number: number,
  role: TensorRole,
): StoredTensor | null {
  const name = storedName(source, tensor, number, role);
  if (name === null) return null;
  const { layer, parameter } = tensor;
  const { shape, type } = source.info(name);
  const layout = layoutOf(shape, parameter.shape, name.split('/').at(-1) === flatName(tensor, number, role));
  if (layout === null) {
    throw new Problem(
      'recorded.shape',
      `${name} has shape ${formatShape(shape)}, but the ${parameter.name} of ${layer} has ${formatShape(parameter.shape)}${parameter.name === 'kernel' ? ' as (inputs, units)' : ''}. Write the arrays of this very network, or mend the layers of the config.`,
    );
  }
  const { data } = source.read(name);
  return { name, shape, values: data, ...layout, singlePrecision: isSingle(type, data) };
}

/** Name of the array that holds a tensor, without reading it; null where there is none. */
export function storedName(
  source: ArraySource,
  tensor: NetworkTensor,
  number: number,
  role: TensorRole,
): string | null {
  const { layer, parameter } = tensor;
  const flat = flatName(tensor, number, role);
  const layered = [`${role}/${layer}/${parameter.name}`];
  if (role === 'parameters') layered.push(`${layer}/${parameter.name}`);
  const there = new Set(source.datasets().map(({ path }) => path));
  return [...layered, flat, `${role}/${flat}`].find((candidate) => there.has(candidate)) ?? null;
}

/** Where entry k of a stored tensor stands in the network's. */
export function networkEntry({ shape, transposed }: StoredTensor, k: number): number {
  if (!transposed) return k;
  const [units, inputs] = shape as [number, number];
  return (k % inputs) * units + Math.floor(k / inputs);
}

/** `W1`, `db2` */
function flatName({ parameter }: NetworkTensor, number: number, role: TensorRole): string {
  return `${role === 'gradients' ? 'd' : ''}${parameter.name === 'kernel' ? 'W' : 'b'}${number}`;
}

/** @throws Problem that names what is missing, and what there is */
export function missingTensor(
  source: ArraySource,
  tensor: NetworkTensor,
  number: number,
  role: TensorRole,
): Problem {
  const { layer, parameter } = tensor;
  return new Problem(
    'recorded.missing',
    `There is no ${role === 'gradients' ? 'gradient' : 'value'} for the ${parameter.name} of ${layer}: expected "${role}/${layer}/${parameter.name}" or "${flatName(tensor, number, role)}". The file holds ${listNames(source.datasets())}. Write that array too, or mend the layers of the config.`,
  );
}

/** The flat names keep kernels as (units, inputs), as W x + b has them; the named ones as Keras does. */
function layoutOf(
  shape: readonly number[],
  expected: readonly number[],
  flat: boolean,
): { transposed: boolean; unusual: boolean } | null {
  if (expected.length === 1) {
    const vector = sizeOf(shape) === expected[0] && shape.filter((extent) => extent !== 1).length <= 1;
    return vector ? { transposed: false, unusual: false } : null;
  }
  const [inputs, units] = expected;
  if (shape.length !== 2) return null;
  const asNetwork = shape[0] === inputs && shape[1] === units;
  const turned = shape[0] === units && shape[1] === inputs;
  if (!asNetwork && !turned) return null;
  const transposed = flat ? turned : !asNetwork;
  return { transposed, unusual: transposed !== flat };
}

/** Stored as float32, or as float64 with nothing in it that float32 could not hold. */
function isSingle(type: string, values: Float64Array): boolean {
  if (type === 'float32') return true;
  const telling = values.filter((value) => value !== 0 && !Number.isInteger(value));
  return telling.length >= 8 && telling.every((value) => Math.fround(value) === value);
}
