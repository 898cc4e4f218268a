import { RandomState } from '../../../core/random.ts';
import type { Context } from '../context.ts';
import type { Parameter } from '../signature.ts';
import { type Maker, nestedArrays } from '../tensor/maker.ts';
import { drawn } from '../tensor/random.ts';
import { sizeOf, type View, viewAt } from '../tensor/view.ts';
import { isLabelName } from '../words.ts';
import {
  arrayCandidates,
  type Candidate,
  listCandidates,
  optionCandidates,
  sizeCandidates,
} from './candidates.ts';
import { sizes } from './sizes.ts';

/** An argument, or a member of an argument that is an object, and the ways to give it. */
export interface Leaf {
  readonly name: string;
  /** Its index among the arguments, and the key inside where it is a member. */
  readonly path: readonly [number] | readonly [number, string];
  readonly candidates: readonly Candidate[];
  /** Leaves of one group lie alike: all weights of a dictionary, all its biases. */
  readonly group?: string;
  /** What it is drawn from, whichever candidate is tried. */
  readonly seed: number;
}

/** Arguments that a call can be made with. */
export interface Arguments {
  readonly values: unknown[];
  /** The arrays among them that a cost can be differentiated by. */
  readonly tensors: readonly { readonly name: string; readonly view: View }[];
}

/** What wrappers of arrays are asked for: an argument of which only these are read is an array. */
const arrayFields = new Set([
  'data',
  'shape',
  'rows',
  'cols',
  'columns',
  'w',
  'dw',
  'sx',
  'sy',
  'depth',
  'grad',
  'dims',
  'values',
  'size',
  'length',
]);

/** @param role whose arguments they are: a constructor asks for sizes where a function asks for arrays */
export function leavesOf(
  parameters: readonly Parameter[],
  role: 'function' | 'constructor',
  context: Context,
  given: Readonly<Record<string, unknown>> = {},
): Leaf[] {
  const names = parameters.flatMap(({ name, fields }) => [name, ...fields]);
  return parameters.flatMap((parameter, index): Leaf[] => {
    const leaf = (name: string, path: Leaf['path'], candidates: readonly Candidate[]): Leaf => ({
      name,
      path,
      candidates,
      seed: context.random.uint32(),
    });
    const { name, optional } = parameter;
    const wish = Object.hasOwn(given, name) ? given[name] : context.extra[name];
    if (wish !== undefined) return [leaf(name, [index], [stated(wish)])];
    const fields = parameter.fields.filter((field) => name === '' || !arrayFields.has(field));
    if (fields.length > 0) {
      return fields.map((field) => {
        const own = context.extra[field];
        if (own !== undefined) return leaf(field, [index, field], [stated(own)]);
        const kind = /^[wu]/i.test(field) ? 'weights' : /^b/i.test(field) ? 'biases' : undefined;
        const ways = waysOf(field, names, false, kind === undefined, role);
        return {
          ...leaf(field, [index, field], ways),
          ...(kind === undefined ? {} : { group: `${index} ${kind}` }),
        };
      });
    }
    return [leaf(name, [index], waysOf(name, names, index === 0 && role === 'function', optional, role))];
  });
}

function waysOf(
  name: string,
  names: readonly string[],
  isFirst: boolean,
  optional: boolean,
  role: 'function' | 'constructor',
): readonly Candidate[] {
  const plain = isFirst ? [] : optionCandidates(name);
  const bare = name.toLowerCase();
  const isArray =
    /^(w|b|weights?|bias(es)?|kernels?|gamma|beta)$/.test(bare) && (role === 'function' || bare === name);
  const asksSize =
    role === 'constructor' ? !/^[WB]$/.test(name) : /(size|num|count|channels|dim)/i.test(name);
  const whole = asksSize && !(isArray && role === 'function') ? sizeCandidates(name) : [];
  const lists = role === 'constructor' ? listCandidates(name) : [];
  const left: readonly Candidate[] = optional ? [{ value: undefined }] : [];
  if (plain.length + whole.length + lists.length > 0) return [...plain, ...lists, ...whole, ...left];
  if (optional && !isFirst)
    return [...left, ...(role === 'function' ? arrayCandidates(name, names, false) : [])];
  if (role === 'constructor' && !/^(w|b|weights?|bias(es)?|kernels?|gamma|beta|params?)$/i.test(name))
    return [{ value: sizes.units }, { value: undefined }];
  return arrayCandidates(name, names, isFirst);
}

/** A value of the config: `{ shape }` and its like make an array up, anything else is passed as it is. */
export function stated(wish: unknown): Candidate {
  if (wish === null || typeof wish !== 'object' || Array.isArray(wish)) return { value: wish };
  const { shape, scale, integers, values } = wish as StatedArray;
  if (shape === undefined) return { value: wish };
  if (values !== undefined) return { shape, fill: 'normal', values: values.flat(9) as number[] };
  if (integers !== undefined) return { shape, fill: 'labels', classes: integers };
  return { shape, fill: 'normal', ...(scale === undefined ? {} : { scale }) };
}

interface StatedArray {
  readonly shape?: readonly number[];
  readonly scale?: number;
  readonly integers?: number;
  readonly values?: readonly unknown[];
}

const drawnOf = new WeakMap<Candidate, Map<number, Float64Array>>();

function valuesOf(leaf: Leaf, candidate: Extract<Candidate, { shape: unknown }>): ArrayLike<number> {
  if (candidate.values !== undefined) return candidate.values;
  const known = drawnOf.get(candidate) ?? new Map<number, Float64Array>();
  drawnOf.set(candidate, known);
  const before = known.get(leaf.seed);
  if (before !== undefined) return before;
  const { fill, shape, classes = sizes.inputs, scale = 1 } = candidate;
  const values = drawn(fill, shape, new RandomState(leaf.seed), classes).map((value) => value * scale);
  known.set(leaf.seed, values);
  return values;
}

/** @returns undefined where the maker has no array of such a shape */
export function build(
  leaves: readonly Leaf[],
  choice: readonly Candidate[],
  maker: Maker,
): Arguments | undefined {
  const values: unknown[] = [];
  const tensors: { name: string; view: View }[] = [];
  for (const [i, leaf] of leaves.entries()) {
    const candidate = choice[i] as Candidate;
    const [index, key] = leaf.path;
    const isWhole = 'shape' in candidate && /label|onehot/.test(candidate.fill);
    // Labels stay plain arrays: they index, and are no matrix.
    const makes = isWhole && 'shape' in candidate && candidate.shape.length < 2 ? nestedArrays : maker;
    const value =
      'shape' in candidate ? makes.make(candidate.shape, valuesOf(leaf, candidate)) : candidate.value;
    if ('shape' in candidate && value === undefined) return undefined;
    if (key !== undefined && values[index] === undefined) values[index] = {};
    const owner = (key === undefined ? values : values[index]) as Record<string | number, unknown>;
    const place = key ?? index;
    if (value !== undefined || key === undefined) owner[place] = value;
    if (!('shape' in candidate) || isWhole || (isLabelName(leaf.name) && index > 0)) continue;
    const view = viewAt(owner, place);
    if (view === undefined || view.size !== sizeOf(candidate.shape)) return undefined;
    tensors.push({ name: leaf.name || `argument ${index + 1}`, view });
  }
  return { values, tensors };
}
