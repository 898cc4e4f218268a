import { Problem } from '../../../core/problem.ts';
import { type Arguments, leavesOf } from '../arguments/plan.ts';
import { search, type Trial } from '../arguments/search.ts';
import type { Context } from '../context.ts';
import { call } from '../failure.ts';
import type { Constructor } from '../load/userModule.ts';
import { signatureOf } from '../signature.ts';
import type { Gradient, Row } from '../target.ts';
import { nestedArrays } from '../tensor/maker.ts';
import { View } from '../tensor/view.ts';
import { forwardMethod, methodOf, methodsOf } from './methods.ts';
import { asGradient, type Node, type TapeClass } from './tapeClass.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** Neurons, layers and networks made of such numbers: classes with `parameters()` that can be called. */
export function tapeNetworks(tape: TapeClass, context: Context): Row[] {
  const { add, multiply, backward } = tape;
  if (add === undefined || multiply === undefined || backward === undefined) return [];
  return [...context.module.classes].flatMap(([name, Class]) => {
    const methods = methodsOf(Class);
    const forward = forwardMethod(methods);
    if (forward === undefined || !methods.includes('parameters')) return [];
    return networkRow(name, Class, forward, { tape, add, multiply, backward }, context);
  });
}

interface Algebra {
  readonly tape: TapeClass;
  readonly add: string;
  readonly multiply: string;
  readonly backward: string;
}

function networkRow(
  name: string,
  Class: Constructor,
  forward: string,
  algebra: Algebra,
  context: Context,
): Row[] {
  const { tape, add, multiply, backward } = algebra;
  const { places } = context.module;
  const place = places.of(methodOf(Class.prototype, forward));
  const { parameters } = signatureOf(Class as never);
  const leaves = leavesOf(parameters, 'constructor', context);
  const line = `"classes": { "${name}": { "class": "${name}", ${argumentsLine(parameters.map((one) => one.name))} } }`;
  const inputs = context.random.randn(inputSize);
  const build = ({ values }: Arguments, asNodes: boolean) => {
    const network = new Class(...values);
    const nodes = (methodOf(network, 'parameters').call(network) as unknown[]).flat(3) as Node[];
    const run = (): Node[] => {
      const given = Array.from(inputs, (value) => (asNodes ? tape.leaf(value) : value));
      const out = methodOf(network, forward).call(network, given);
      return (Array.isArray(out) ? out.flat(2) : [out]) as Node[];
    };
    const cost = () => run().reduce((sum, node, i) => sum + weightOf(i) * tape.valueOf(node), 0);
    const gradients = (): (Gradient | undefined)[] => {
      for (const node of nodes) tape.setGradient(node, 0);
      const weighted = run().map(
        (node, i) => methodOf(node, multiply).call(node, tape.leaf(weightOf(i))) as Node,
      );
      const root = weighted.reduce((sum, node) => methodOf(sum, add).call(sum, node) as Node);
      methodOf(root, backward).call(root);
      return [asGradient(nodes.map((node) => tape.gradientOf(node)))];
    };
    return {
      nodes,
      cost,
      gradients,
      view: new View(
        [nodes.length],
        nodes.map((node) => numberOf(node, tape)),
      ),
    };
  };
  let asNodes = false;
  const attempt = (args: Arguments): Trial | undefined => {
    for (const way of [false, true]) {
      const { nodes, cost, gradients } = build(args, way);
      if (nodes.length === 0 || !nodes.every(tape.isNode) || !Number.isFinite(cost())) continue;
      asNodes = way;
      return { fit: gradients()[0] === undefined ? 0.1 : 1, influence: () => 1 };
    }
    return undefined;
  };
  try {
    const args = search(name, leaves, [nestedArrays], attempt, unsure(`The class ${name}`, place, line));
    const { cost, gradients, view } = build(args, asNodes);
    return [
      {
        name,
        convention: 'tape',
        slots: [{ layer: name, name: 'parameters', view, kind: name, own: 'parameters()' }],
        cost: () => call(name, cost),
        gradients: () => call(name, gradients),
        forward: place,
        backward: places.of(methodOf(Object.getPrototypeOf(tape.leaf(1)), backward)),
        loss: false,
        notes: [],
      },
    ];
  } catch (error) {
    if (error instanceof Problem) return [untested(name, name, error)];
    throw error;
  }
}

const inputSize = 5;

/** Every output with another weight. */
const weightOf = (output: number) => 0.7 + 0.4 * output;

function numberOf(node: Node, tape: TapeClass): { 0: number } {
  return {
    get 0() {
      return tape.valueOf(node);
    },
    set 0(value: number) {
      tape.setValue(node, value);
    },
  };
}
