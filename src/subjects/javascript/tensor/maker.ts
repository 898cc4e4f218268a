import type { Constructor, UserModule } from '../load/userModule.ts';
import { resultView, sameShape, sizeOf, viewOf } from './view.ts';

/** A way in which code holds its numbers, and how to make one. */
export interface Maker {
  /** Undefined where there is none of that shape. */
  readonly make: (shape: readonly number[], values: ArrayLike<number>) => unknown;
}

/** Nested arrays of numbers; a lone number has no axes. */
export const nestedArrays: Maker = { make: nest };

function nest(shape: readonly number[], values: ArrayLike<number>): unknown {
  const [extent, ...inner] = shape;
  if (extent === undefined) return values[0];
  const stride = sizeOf(inner);
  const whole = Array.from(values);
  return Array.from({ length: extent }, (_, i) => nest(inner, whole.slice(i * stride, (i + 1) * stride)));
}

const rowsOfFloats: Maker = {
  make: (shape, values) => {
    if (shape.length <= 1) return shape.length === 0 ? values[0] : Float64Array.from(values);
    return rows(shape, Float64Array.from(values));
  },
};

function rows(shape: readonly number[], values: Float64Array): unknown {
  if (shape.length === 1) return values.slice();
  const [extent = 0, ...inner] = shape;
  const stride = sizeOf(inner);
  return Array.from({ length: extent }, (_, i) => rows(inner, values.subarray(i * stride, (i + 1) * stride)));
}

/** `{ data, shape }` */
const dataAndShape: Maker = {
  make: (shape, values) => ({ data: Float64Array.from(values), shape: [...shape] }),
};

/** The ways to try for a module: plain arrays first, then matrix, tensor and volume classes of its own. */
export function makersOf(module: UserModule): Maker[] {
  const own = [...module.classes.values()].flatMap((Class) =>
    computes(Class) ? [] : (userMaker(Class) ?? []),
  );
  const flat = /\.shape\b/.test(module.text) && /\.data\b/.test(module.text) ? [dataAndShape] : [];
  const typed = /Float(32|64)Array/.test(module.text) ? [rowsOfFloats] : [];
  return [...own, nestedArrays, ...flat, ...typed];
}

/** A layer or a network may hold a matrix, and is none. */
function computes(Class: Constructor): boolean {
  const methods = Object.getOwnPropertyNames(Class.prototype);
  return methods.some((name) => /forward|backward|predict|train|backprop/i.test(name));
}

/** The constructors of such classes, told by what they make: rows and columns, the rows themselves, a shape. */
function userMaker(Class: Constructor): Maker | undefined {
  const spellings: ((shape: readonly number[], values: ArrayLike<number>) => unknown[])[] = [
    (shape) => [...shape],
    (shape, values) => (shape.length === 1 ? Array.from(values) : [nest(shape, values)]),
    (shape, values) => [nest(shape, values)],
    (shape, values) => [Array.from(values), [...shape]],
    (shape, values) => [[...shape], Array.from(values)],
    (shape) => [[...shape]],
    (shape, values) => [...shape, nest(shape, values)],
    (shape, values) => [...shape, Array.from(values)],
    (shape, values) => [nest(shape, values), ...shape],
    // A volume: width, height and depth, the depth the innermost in memory.
    (shape) => (shape.length === 3 ? [shape[1], shape[0], shape[2], 0] : [1, 1, ...shape, 0]),
  ];
  for (const spelling of spellings) {
    const make = (shape: readonly number[], values: ArrayLike<number>): unknown => {
      try {
        if (shape.length === 0) return values[0];
        const made = new Class(...spelling(shape, values));
        const view = viewOf(made);
        if (view === undefined || view.size !== sizeOf(shape)) return undefined;
        view.write(values);
        return made;
      } catch {
        return undefined;
      }
    };
    const fits = [[2, 3], [3, 5, 2], [3]].some((shape) => {
      const trial = resultView(make(shape, new Float64Array(sizeOf(shape))));
      return trial !== undefined && sameShape(trial.shape, shape);
    });
    if (fits) return { make };
  }
  return undefined;
}
