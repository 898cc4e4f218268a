type Floats = Float64Array | Float32Array;
type Leaf = number[] | Floats | { 0: number };

/**
 * Numbers inside a structure of the user's: a number, nested arrays, a typed array, or an object that wraps one of
 * them such as a matrix. Entries are counted in the order of the outermost index first, and written in place.
 */
export class View {
  readonly shape: readonly number[];
  readonly size: number;
  readonly #leaves: readonly Leaf[];
  readonly #width: number;

  constructor(shape: readonly number[], leaves: readonly Leaf[]) {
    this.shape = shape;
    this.size = sizeOf(shape);
    this.#leaves = leaves;
    this.#width = this.size / leaves.length;
  }

  /** The numbers are kept in single precision. */
  get single(): boolean {
    return this.#leaves.some((leaf) => leaf instanceof Float32Array);
  }

  at(k: number): number {
    return (this.#leaves[Math.floor(k / this.#width)] as number[])[k % this.#width] as number;
  }

  put(k: number, value: number): void {
    (this.#leaves[Math.floor(k / this.#width)] as number[])[k % this.#width] = value;
  }

  read(): Float64Array {
    const values = new Float64Array(this.size);
    for (let k = 0; k < values.length; k++) values[k] = this.at(k);
    return values;
  }

  write(values: ArrayLike<number>): void {
    for (let k = 0; k < this.size; k++) this.put(k, values[k] as number);
  }

  /** The same numbers, counted by another shape of as many entries. */
  as(shape: readonly number[]): View {
    return new View(shape, this.#leaves);
  }

  /** The two share their numbers. */
  overlaps(other: View): boolean {
    return this.#leaves.some((leaf) => other.#leaves.includes(leaf));
  }

  static leavesOf(view: View): readonly Leaf[] {
    return view.#leaves;
  }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

export function isFloats(value: unknown): value is Floats {
  return value instanceof Float64Array || value instanceof Float32Array;
}

/** The numbers of a value, or undefined where it is no regular array of numbers: a hole or a string is none. */
export function viewOf(value: unknown): View | undefined {
  if (isFloats(value)) return value.length > 0 ? new View([value.length], [value]) : undefined;
  if (Array.isArray(value)) return nested(value);
  const wrapped = wrappedIn(value);
  return wrapped === undefined ? undefined : shaped(value as Wrapper, viewOf(wrapped));
}

/** The numbers of a property, a lone number among them. */
export function viewAt(owner: object, key: string | number): View | undefined {
  const value = (owner as Record<string | number, unknown>)[key];
  if (typeof value !== 'number') return viewOf(value);
  const leaf = {
    get 0() {
      return (owner as Record<string | number, number>)[key] as number;
    },
    set 0(entry: number) {
      (owner as Record<string | number, number>)[key] = entry;
    },
  };
  return new View([], [leaf]);
}

/** A result as numbers: like `viewOf`, and a lone number is one without axes. */
export function resultView(value: unknown): View | undefined {
  return viewAt({ value }, 'value');
}

function nested(value: readonly unknown[]): View | undefined {
  if (value.length === 0) return undefined;
  if (typeof value[0] === 'number') {
    for (let i = 1; i < value.length; i++) if (typeof value[i] !== 'number') return undefined;
    return new View([value.length], [value as number[]]);
  }
  const leaves: Leaf[] = [];
  let shape: readonly number[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const inner = Array.isArray(value[i]) || isFloats(value[i]) ? viewOf(value[i]) : undefined;
    if (inner === undefined || (shape !== undefined && !sameShape(shape, inner.shape))) return undefined;
    shape = inner.shape;
    leaves.push(...View.leavesOf(inner));
  }
  return new View([value.length, ...(shape as readonly number[])], leaves);
}

type Wrapper = Readonly<Record<string, unknown>>;

/** What matrix and volume classes call their numbers. */
const contents = ['data', 'values', 'value', 'elements', 'array', 'w', '_data', 'val', 'matrix'];

/** The array that an object exists to wrap, or undefined. */
export function wrappedIn(value: unknown): unknown {
  const key = wrappingKey(value);
  return key === undefined ? undefined : (value as Wrapper)[key];
}

export function wrappingKey(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return undefined;
  return contents.find((key) => {
    const content = Object.hasOwn(value, key) ? (value as Wrapper)[key] : undefined;
    return isFloats(content) || Array.isArray(content);
  });
}

/** Flat numbers of a wrapper in the shape that it states: `shape`, rows and columns, or width, height and depth. */
function shaped(owner: Wrapper, view: View | undefined): View | undefined {
  if (view === undefined || view.shape.length > 1) return view;
  const stated = [
    owner.shape,
    owner.dims,
    owner.size,
    [owner.rows, owner.cols ?? owner.columns],
    [owner.sy, owner.sx, owner.depth],
    [owner.height, owner.width, owner.depth ?? owner.channels],
  ];
  const shape = stated.find(
    (candidate): candidate is number[] =>
      Array.isArray(candidate) &&
      candidate.every((extent) => Number.isInteger(extent)) &&
      sizeOf(candidate) === view.size,
  );
  return shape === undefined ? view : view.as(shape);
}
