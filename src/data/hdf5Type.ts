import type { ElementKind } from './arraySource.ts';

/** What h5wasm says of an element type, as far as it is used here. */
export interface Hdf5Type {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
  readonly compound_type?: { readonly members: readonly { readonly name: string }[] };
}

/** The type classes of HDF5 (`H5T_class_t`) in its own order. */
const classNames = [
  'integer',
  'float',
  'time',
  'string',
  'bit field',
  'opaque',
  'compound',
  'reference',
  'enumeration',
  'variable-length list',
  'array of arrays',
];
const integerClass = 0;
const floatClass = 1;
const enumClass = 8;
const compoundClass = 6;

const integerSizes = [1, 2, 4, 8];
const floatSizes = [4, 8];

/** The element type in NumPy's words, and whether its elements can be read as numbers. */
export function describeType(type: Hdf5Type): { readonly type: string; readonly kind: ElementKind } {
  const bits = type.size * 8;
  if (type.type === integerClass && integerSizes.includes(type.size)) {
    return { type: `${type.signed ? '' : 'u'}int${bits}`, kind: 'integer' };
  }
  if (type.type === floatClass) {
    return { type: `float${bits}`, kind: floatSizes.includes(type.size) ? 'float' : 'other' };
  }
  if (type.type === enumClass && type.enum_type?.type === integerClass && integerSizes.includes(type.size)) {
    // This is how h5py stores NumPy's bool.
    const isBool = Object.keys(type.enum_type.members).sort().join() === 'FALSE,TRUE';
    return isBool ? { type: 'bool', kind: 'bool' } : { type: 'enumeration', kind: 'integer' };
  }
  if (type.type === compoundClass) {
    const names = type.compound_type?.members.map((member) => member.name) ?? [];
    return {
      type: names.join() === 'r,i' ? `complex${bits}` : `compound (${names.join(', ')})`,
      kind: 'other',
    };
  }
  return { type: classNames[type.type] ?? 'unknown type', kind: 'other' };
}

/** What to do about an element type that cannot be read as numbers. */
export function remedyFor(type: string): string {
  if (type.startsWith('float')) return 'Save it as float32 or float64: x.astype("float64").';
  if (type.startsWith('complex')) return 'Save the real and the imaginary part as arrays of their own.';
  if (type.startsWith('compound')) return 'Save each of its fields as an array of its own.';
  if (type === 'string')
    return 'Save numbers, for labels the index of each class: np.unique(y, return_inverse=True)[1].';
  if (type === 'variable-length list') return 'Save rows of one length as a two-dimensional array.';
  return 'Save it as an array of integers or floats.';
}
