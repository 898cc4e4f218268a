import type { Problem } from '../../../core/problem.ts';
import type { Context } from '../context.ts';
import { call, problemOf } from '../failure.ts';
import type { Constructor } from '../load/userModule.ts';
import type { Place } from '../place.ts';
import { signatureOf } from '../signature.ts';
import type { Row, Slot } from '../target.ts';
import { viewAt } from '../tensor/view.ts';
import { methodOf } from './methods.ts';
import { asGradient, type Node, type TapeClass, tapeClass } from './tapeClass.ts';
import { tapeNetworks } from './tapeNetworks.ts';
import { untested } from './unsure.ts';

/** Convention 6: numbers that remember how they were computed, checked operation by operation and as a graph. */
export function tapes(context: Context): Row[] {
  return [...context.module.classes].flatMap(([name, Class]) => {
    const tape = tapeClass(name, Class);
    if (tape === undefined) return [];
    const operations = operationsOf(tape, context).flatMap((operation) =>
      operationRow(tape, operation, context),
    );
    return [...operations, ...graphRow(tape, context), ...tapeNetworks(tape, context)];
  });
}

/** The file's layers and networks are made of such numbers: they are no layers of arrays. */
export function isTapeClass(Class: Constructor): boolean {
  return tapeClass('', Class) !== undefined;
}

interface Operation {
  readonly name: string;
  readonly arity: number;
  readonly place: Place | undefined;
  readonly apply: (operands: readonly unknown[]) => unknown;
}

/** Methods of the class, and functions of the file that take such numbers. */
function operationsOf(tape: TapeClass, { module }: Context): Operation[] {
  const prototype = Object.getPrototypeOf(tape.leaf(1)) as object;
  const methods = tape.operations.map((name): Operation => {
    const method = methodOf(prototype, name);
    const rest = signatureOf(method).parameters.filter(({ optional }) => !optional).length;
    return {
      name,
      arity: 1 + Math.max(rest, /\.\.\./.test(String(method).split('{')[0] ?? '') ? 1 : 0),
      place: module.places.of(method),
      apply: ([first, ...others]) => methodOf(first as object, name).apply(first, others),
    };
  });
  const functions = [...module.functions]
    .filter(([name]) => !name.includes('.') && !/backward|topo|test|main|grad/i.test(name))
    .map(([name, run]): Operation => {
      const arity = signatureOf(run).parameters.length;
      return { name, arity, place: module.places.of(run), apply: (operands) => run(...operands) };
    });
  return [...methods, ...functions].filter(({ arity }) => arity === 1 || arity === 2);
}

/** Points of either sign, and none that two operands share; roots and logarithms are tried at the positive ones. */
const points = {
  mixed: [
    [0.7, -1.3],
    [-0.9, 0.4],
    [1.6, 1.1],
    [-0.3, -0.8],
  ],
  positive: [
    [0.7, 1.3],
    [0.9, 0.4],
    [1.6, 1.1],
    [0.3, 0.8],
  ],
};

const exponent = 3;

/** An operation as a row, at several points, each with a gradient from the outside that is not 1. */
function operationRow(tape: TapeClass, operation: Operation, context: Context): Row[] {
  const ways = [points.mixed, points.positive].flatMap((values) => [
    { values, others: (value: number): unknown => tape.leaf(value), arity: operation.arity },
    // pow(3), scale(2): a plain number is the second operand.
    { values, others: (): unknown => exponent, arity: 1 },
  ]);
  let problem: Problem | undefined;
  for (const { values, others, arity } of ways) {
    if (operation.arity === 1 && others(0) === exponent) continue;
    const compute = (at: readonly number[]): { operands: unknown[]; out: Node } | undefined => {
      const operands = at
        .slice(0, operation.arity)
        .map((value, i) => (i === 0 ? tape.leaf(value) : others(value)));
      const out = operation.apply(operands);
      return tape.isNode(out) && !operands.includes(out) ? { operands, out } : undefined;
    };
    try {
      if (!values.every((at) => Number.isFinite(valueOr(tape, compute(at)?.out)))) continue;
    } catch (error) {
      problem ??= problemOf(`${tape.name}.${operation.name}`, error);
      continue;
    }
    return [rowAt(tape, operation, arity, values, compute as Compute, context)];
  }
  // Helpers take such numbers too, or things of another kind: only what is not written yet is worth a row.
  return problem?.code === 'code.notImplemented' ? [untested(operation.name, tape.name, problem)] : [];
}

type Compute = (at: readonly number[]) => { operands: Node[]; out: Node };

function valueOr(tape: TapeClass, node: Node | undefined): number {
  return node === undefined ? Number.NaN : tape.valueOf(node);
}

function rowAt(
  tape: TapeClass,
  { name, place }: Operation,
  arity: number,
  values: readonly (readonly number[])[],
  compute: Compute,
  context: Context,
): Row {
  const weights = context.random.randn(values.length);
  const operands = Array.from({ length: arity }, (_, i) => values.map((at) => at[i] as number));
  const at = (k: number) =>
    Array.from({ length: 2 }, (_, i) => operands[i]?.[k] ?? (values[k]?.[i] as number));
  const slots = slotsOf(name, tape.name, operands);
  const each = <Result>(run: (k: number) => Result) => values.map((_, k) => run(k));
  return {
    name,
    convention: 'tape',
    slots,
    cost: () =>
      call(name, () =>
        each((k) => (weights[k] as number) * tape.valueOf(compute(at(k)).out)).reduce(
          (sum, one) => sum + one,
          0,
        ),
      ),
    gradients: () =>
      call(name, () => {
        const found = each((k) => {
          const { operands: nodes, out } = compute(at(k));
          return pull(tape, out, nodes.slice(0, arity), weights[k] as number);
        });
        return operands.map((_, i) => asGradient(found.map((one) => one[i])));
      }),
    forward: place,
    backward: place,
    loss: false,
    notes: [],
  };
}

/** What an operand has from elsewhere already: an operation has to add to it. */
const earlier = 0.5;

/** The gradients of the operands for this one of the result. */
function pull(tape: TapeClass, out: Node, operands: readonly Node[], upstream: number): unknown[] {
  const own = Object.keys(out).find(
    (key) => /back|grad_?fn|pull/i.test(key) && typeof out[key] === 'function',
  );
  if (own !== undefined && isMadeFrom(out, operands)) {
    for (const node of operands) tape.setGradient(node, earlier);
    tape.setGradient(out, upstream);
    (out[own] as (node: Node) => void)(out);
    return operands.map((node) => less(tape.gradientOf(node), earlier));
  }
  // An operation that is made of others, or a tape that knows its operations by their signs.
  const { backward, multiply } = tape;
  if (backward === undefined) return operands.map(() => undefined);
  if (multiply === undefined) {
    methodOf(out, backward).call(out);
    return operands.map((node) => upstream * (tape.gradientOf(node) as number));
  }
  const root = methodOf(out, multiply).call(out, tape.leaf(upstream)) as Node;
  methodOf(root, backward).call(root);
  return operands.map((node) => tape.gradientOf(node));
}

/** The operands are what the result points to, not what some step between them does. */
function isMadeFrom(out: Node, operands: readonly Node[]): boolean {
  const parents = Object.values(out).filter((value) => Array.isArray(value) || value instanceof Set);
  const isAmong = (node: Node) => parents.some((list) => [...(list as Iterable<unknown>)].includes(node));
  return parents.length === 0 || operands.every(isAmong);
}

function less(gradient: unknown, by: number): unknown {
  return typeof gradient === 'number' ? gradient - by : gradient;
}

/** u and v are used more than once: gradients have to add up, and to be passed on only when they are complete. */
function graphRow(tape: TapeClass, { module }: Context): Row[] {
  const { add, multiply, backward } = tape;
  if (add === undefined || multiply === undefined || backward === undefined) return [];
  const plus = (a: Node, b: Node) => methodOf(a, add).call(a, b) as Node;
  const times = (a: Node, b: Node) => methodOf(a, multiply).call(a, b) as Node;
  const operands = [[0.7], [-1.3], [0.9]];
  const compute = () => {
    const [a, b, c] = operands.map(([value]) => tape.leaf(value as number)) as [Node, Node, Node];
    const u = times(a, b);
    const v = plus(u, c);
    const w = times(v, plus(u, v));
    return { leaves: [a, b, c], out: plus(times(w, a), plus(v, v)) };
  };
  const place = module.places.of(methodOf(Object.getPrototypeOf(compute().out), backward));
  return [
    {
      name: backward,
      convention: 'tape',
      slots: slotsOf(backward, tape.name, operands),
      cost: () => call(backward, () => tape.valueOf(compute().out)),
      gradients: () =>
        call(backward, () => {
          const { leaves, out } = compute();
          methodOf(out, backward).call(out);
          return leaves.map((leaf) => asGradient([tape.gradientOf(leaf)]));
        }),
      forward: place,
      backward: place,
      loss: false,
      notes: [],
    },
  ];
}

function slotsOf(layer: string, kind: string, operands: readonly number[][]): Slot[] {
  return operands.map((values, i) => {
    const name = 'abc'.charAt(i);
    return { layer, name, view: viewAt({ values }, 'values')!, kind, own: name };
  });
}
