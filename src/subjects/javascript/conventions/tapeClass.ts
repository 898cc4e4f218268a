import type { Constructor } from '../load/userModule.ts';
import type { Gradient } from '../target.ts';
import { methodsOf } from './methods.ts';

export type Node = Record<string, unknown>;

/** A class of numbers that remember how they were computed: `Value` of micrograd and its many children. */
export interface TapeClass {
  readonly name: string;
  /** A leaf that holds this number. */
  readonly leaf: (value: number) => Node;
  readonly isNode: (value: unknown) => value is Node;
  readonly valueOf: (node: Node) => number;
  readonly gradientOf: (node: Node) => unknown;
  readonly setValue: (node: Node, value: number) => void;
  readonly setGradient: (node: Node, value: number) => void;
  /** The method that goes through the whole graph; some files have none. */
  readonly backward: string | undefined;
  /** Operations, by their names. */
  readonly operations: readonly string[];
  /** Sum and product of two, as this class calls them. */
  readonly add: string | undefined;
  readonly multiply: string | undefined;
}

const valueNames = ['data', '_data', 'value', '_value', 'val', 'v', 'x'];
const gradientNames = /^_?(grad|gradient|derivative|d|adjoint)$/i;
const wholeGraph =
  /^(full_?)?(backward|backwards|backprop|back_?propagate|backpropagation|run_?backward|do_?backward|compute_?gradients?)(_?all)?$/i;
const noOperation =
  /^(constructor|to_?string|zero_?grad|inspect|print|to_?json|clone|detach|item|parameters|build_?topo|topo(logical)?_?sort|_.*|set.*|get.*|step|update|trace|draw|is_?.*|(full_?)?back.*|forward)$/i;

/** The tape that a class is, or undefined: told by a leaf, which has a number, a gradient and operations. */
export function tapeClass(name: string, Class: Constructor): TapeClass | undefined {
  const methods = methodsOf(Class);
  const trial = made(Class, 0.375);
  if (trial === undefined) return undefined;
  const value = valueNames.find((key) => trial[key] === 0.375);
  const gradient = Object.keys(trial).find((key) => gradientNames.test(key) && !Array.isArray(trial[key]));
  const operations = methods.filter((method) => !noOperation.test(method));
  if (value === undefined || gradient === undefined || operations.length < 2) return undefined;
  const isNode = (node: unknown): node is Node => node instanceof Class;
  return {
    name,
    leaf: (number) => new Class(number) as Node,
    isNode,
    valueOf: (node) => node[value] as number,
    gradientOf: (node) => node[gradient],
    setValue: (node, number) => {
      node[value] = number;
    },
    setGradient: (node, number) => {
      node[gradient] = number;
    },
    backward: methods.find((method) => wholeGraph.test(method)),
    operations,
    add: methods.find((method) => /^(add|plus|sum)$/i.test(method)),
    multiply: methods.find((method) => /^(mul|mult|multiply|times|prod|product)$/i.test(method)),
  };
}

/** A leaf may hold its numbers behind accessors: they count as its own. */
function made(Class: Constructor, value: number): Node | undefined {
  try {
    const node = new Class(value) as Node;
    const isPlain = Object.keys(node).length > 0;
    return isPlain ? node : undefined;
  } catch {
    return undefined;
  }
}

/** Gradients of nodes as one array; undefined where one of them is no number. */
export function asGradient(values: readonly unknown[]): Gradient | undefined {
  if (values.some((value) => typeof value !== 'number')) return undefined;
  return { shape: [values.length], values: Float64Array.from(values as number[]), single: false };
}
