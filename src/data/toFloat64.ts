import { Problem } from '../core/problem.ts';

/** Numbers as the HDF5 library hands them out, one or many, as float64; `path` is their name in messages. */
export function toFloat64(values: unknown, path: string): Float64Array {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return Float64Array.from(values, (value) => exact(value, path));
  }
  if (values instanceof Float64Array) return values;
  if (ArrayBuffer.isView(values)) return Float64Array.from(values as Int8Array);
  if (typeof values === 'bigint') return Float64Array.of(exact(values, path));
  if (typeof values === 'number' || typeof values === 'boolean') return Float64Array.of(Number(values));
  throw new Problem('data.type', `${path} does not hold numbers. Save it as an array of integers or floats.`);
}

/** A float64 holds every integer up to here. */
const exactUpTo = 2n ** 53n;

function exact(value: bigint, path: string): number {
  if (value <= exactUpTo && value >= -exactUpTo) return Number(value);
  throw new Problem(
    'data.type',
    `${path} holds ${value}, which is beyond 2^53 and would lose digits as a float64. Save smaller integers, or floats.`,
  );
}
