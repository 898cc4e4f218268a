import type { Problem } from '../../../core/problem.ts';
import { sizes as madeUp } from '../arguments/sizes.ts';
import type { Context } from '../context.ts';
import { decisive, problemOf } from '../failure.ts';
import type { Callable } from '../load/userModule.ts';
import { Examples, type Layout, layouts } from '../network/examples.ts';
import { bestNetwork, networkTarget, ownParameters, type RunningNetwork } from '../network/networkTarget.ts';
import { argumentsAgain, argumentsFor, cacheName, type Material, parametersName } from '../network/roles.ts';
import { type Parameter, signatureOf } from '../signature.ts';
import type { Gradient, Row } from '../target.ts';
import { copyOf } from '../tensor/copy.ts';
import { heldIn, widen } from '../tensor/graph.ts';
import type { Maker } from '../tensor/maker.ts';
import { drawn } from '../tensor/random.ts';
import { resultView, viewOf } from '../tensor/view.ts';
import { isLabelName, wordsOf } from '../words.ts';
import { functionNamed } from './definition.ts';
import { type PathedParameter, returnedGradients } from './gradientPaths.ts';
import { type Part, partReader, partsOf } from './parts.ts';
import { telling } from './telling.ts';
import { unsure, untested } from './unsure.ts';

/** The functions of a network, by what they do. */
interface Roles {
  readonly forward: string;
  readonly backward: string;
  readonly cost: string | undefined;
  readonly initialize: string | undefined;
}

/** Convention 3: forward(X, params), computeCost(A, Y), backward(params, cache, X, Y), initializeParameters(sizes). */
export function networkFunctions(context: Context): Row[] {
  const roles = rolesOf(context);
  return roles === undefined ? [] : [networkRow(roles, context)];
}

const words = {
  forward: /^(forward|forwards|feedforward|fwd|predict|model)$/,
  backward: /^(backward|backwards|backprop|backpropagation|back|bwd|gradients?|grads?|backpropagate)$/,
  cost: /^(cost|loss|error|objective|crossentropy|mse|j)$/,
  initialize: /^(init|initialize|initialise|initialization|create|make|build|random|new)$/,
};

function rolesOf(context: Context): Roles | undefined {
  const { code, module } = context;
  const named = (name: string | undefined) => {
    if (name !== undefined) functionNamed(name, context);
    return name;
  };
  const names = [...module.functions.keys()];
  const isNetwork = (name: string) =>
    signatureOf(module.functions.get(name) as Callable).parameters.some(holdsParameters);
  const like = (name: string, role: RegExp) => wordsOf(name).some((word) => role.test(word));
  const backward =
    named(code.backward) ??
    names.find(
      (name) =>
        like(name, words.backward) &&
        !like(name, words.forward) &&
        asksNetwork(module.functions.get(name) as Callable),
    );
  const forward =
    named(code.forward) ??
    names.find((name) => like(name, words.forward) && !like(name, words.backward) && isNetwork(name));
  if (forward === undefined || backward === undefined) return undefined;
  const cost =
    named(code.cost) ??
    names.find((name) => like(name, words.cost) && !like(name, words.backward) && !/prime|deriv/i.test(name));
  const initialize =
    named(code.initialize) ??
    names.find((name) => like(name, words.initialize) && /param|weight|net|model|layer/i.test(name));
  return { forward, backward, cost, initialize };
}

/** An argument that is an object of parameters, such as one with W1 and b1. */
function holdsParameters({ name, fields }: Parameter): boolean {
  return (
    (parametersName.test(name) && !/^(w|p)$/i.test(name)) ||
    fields.some((field) => /^(w|b|theta)_?\d$/i.test(field))
  );
}

/** A backward pass of a whole network is told the labels; one of a layer is told a gradient. */
function asksNetwork(run: Callable): boolean {
  return signatureOf(run).parameters.some(({ name }) => isLabelName(name));
}

function networkRow(roles: Roles, context: Context): Row {
  const { functions, places } = context.module;
  const backward = functions.get(roles.backward) as Callable;
  const place = places.of(backward);
  const found = `${roles.forward} and ${roles.backward}`;
  const line = `"forward": "${roles.forward}", "cost": "${roles.cost ?? 'computeCost'}", "backward": "${roles.backward}", "initialize": "${roles.initialize ?? 'initializeParameters'}"`;
  const problems: Problem[] = [];
  const examples = new Examples(context);
  function* ways(): Generator<RunningNetwork> {
    for (const maker of context.makers) {
      for (const parameters of parameterWays(roles, context, examples, maker, problems)) {
        for (const layout of layouts) {
          try {
            const network = running(roles, context, parameters, examples, layout, maker);
            if (network !== undefined) yield network;
          } catch (error) {
            problems.push(problemOf(roles.backward, error));
          }
        }
      }
    }
  }
  const best = bestNetwork(ways());
  try {
    if (best !== undefined) return networkTarget(best, context);
  } catch (error) {
    problems.unshift(problemOf(roles.backward, error));
  }
  return untested(
    roles.backward,
    'network',
    decisive(problems) ??
      unsure(found, place, line)(problems[0]?.message ?? 'no layout of the examples gave numbers'),
  );
}

/** The parameters: from the initializer, from the top level of the file, or made by the names that are read. */
function* parameterWays(
  { forward, initialize }: Roles,
  context: Context,
  examples: Examples,
  maker: Maker,
  problems: Problem[],
): Generator<object> {
  const { module } = context;
  for (const sizes of sizeLists(context, examples)) {
    if (initialize !== undefined) {
      const init = module.functions.get(initialize) as Callable;
      const asked = signatureOf(init).parameters.filter(({ optional }) => !optional).length;
      const ways = asked === sizes.length && asked > 1 ? [sizes, [sizes]] : [[sizes], sizes];
      for (const way of ways) {
        try {
          const made = init(...way);
          if (made !== null && typeof made === 'object' && heldIn(made).some(({ isNumber }) => !isNumber))
            yield made;
        } catch (error) {
          problems.push(problemOf(initialize, error));
        }
      }
    }
  }
  for (const [name, value] of module.names) {
    if (
      /^(params?|parameters?|weights|model|net|network)$/i.test(name) &&
      value !== null &&
      typeof value === 'object'
    )
      yield value;
  }
  const fields = signatureOf(module.functions.get(forward) as Callable).parameters.flatMap((parameter) =>
    holdsParameters(parameter) ? parameter.fields.filter((field) => /^(w|b)_?\d$/i.test(field)) : [],
  );
  if (fields.length === 0) return;
  for (const sizes of sizeLists(context, examples)) yield* fieldWays(fields, sizes, context, maker);
}

/** W1, b1, W2, … with kernels lying either way and biases of the usual shapes. */
function* fieldWays(
  fields: readonly string[],
  sizes: readonly number[],
  context: Context,
  maker: Maker,
): Generator<object> {
  const biasShapes = [(n: number) => [n], (n: number) => [1, n], (n: number) => [n, 1]];
  for (const transposed of [false, true]) {
    for (const biasShape of biasShapes) {
      const entries = fields.map((field) => {
        const layer = Number(/\d/.exec(field)?.[0] ?? 1);
        const [from = 1, to = 1] = [sizes[layer - 1], sizes[layer]];
        const shape = /^w/i.test(field) ? (transposed ? [to, from] : [from, to]) : biasShape(to);
        return [field, maker.make(shape, drawn('weights', shape, context.random, 1))];
      });
      yield Object.fromEntries(entries);
    }
  }
}

/** Sizes from the inputs to the outputs: of the config's kernels, or made up. */
function sizeLists({ request }: Context, examples: Examples): number[][] {
  const kernels = request.parameters?.filter(({ shape }) => shape.length === 2);
  if (kernels !== undefined && kernels.length > 0)
    return [[kernels[0]?.shape[0] ?? 1, ...kernels.map(({ shape }) => shape[1] as number)]];
  const outputs = request.classes !== undefined && request.classes > 2 ? request.classes : undefined;
  const last = outputs === undefined ? [madeUp.units, 1] : [outputs];
  return last.flatMap((k) => [
    [examples.inputs, madeUp.hidden, k],
    [examples.inputs, madeUp.hidden, madeUp.hidden + 1, k],
    [examples.inputs, k],
  ]);
}

/** The network in one layout, or undefined where that gives no numbers. */
function running(
  roles: Roles,
  context: Context,
  parameters: object,
  examples: Examples,
  layout: Layout,
  maker: Maker,
): RunningNetwork | undefined {
  const { functions, places } = context.module;
  const forward = functions.get(roles.forward) as Callable;
  const backward = functions.get(roles.backward) as Callable;
  const cost = roles.cost === undefined ? undefined : (functions.get(roles.cost) as Callable);
  const own: PathedParameter[] = heldIn(parameters).filter(({ isNumber }) => !isNumber);
  widen(parameters);
  const x = examples.features(layout, maker);
  if (x === undefined || own.length === 0) return undefined;
  telling(own, context.random);
  const count = examples.in(layout);
  const named = Object.fromEntries(Object.entries(parameters));
  const base: Material = { x, parameters, named, examples: count, extra: context.extra };
  const forwardArguments = argumentsFor(signatureOf(forward), base);
  const { returned } = signatureOf(forward);
  const sample = forward(...forwardArguments);
  const outputOf = outputReader(sample, returned);
  const first = outputOf(sample);
  const view = resultView(first);
  if (view === undefined || view.read().some(Number.isNaN)) return undefined;
  const outputs = Math.round(view.size / count);
  for (const { given: y, dense } of examples.labels(layout, outputs, view.shape, maker)) {
    const material = (): Material => {
      const result = forward(...argumentsFor(signatureOf(forward), { ...base, y }));
      return { ...base, y, result, parts: partsOf(result, returned), output: outputOf(result) };
    };
    const toCost = cost === undefined ? undefined : argumentsAgain(signatureOf(cost), material(), returned);
    const ownCost =
      toCost === undefined
        ? undefined
        : () => number((cost as Callable)(...toCost(forward(...forwardArguments))));
    const gradients = (): (Gradient | undefined)[] => {
      const signature = signatureOf(backward);
      const gave = backward(...argumentsFor(signature, copyOf(material())));
      return returnedGradients(gave, signature.returned, own);
    };
    if (ownCost !== undefined && !Number.isFinite(attempt(ownCost))) continue;
    const found = gradients();
    const isUsable = found.every((gradient) => gradient === undefined || !gradient.values.some(Number.isNaN));
    if (!isUsable) continue;
    return {
      name: roles.backward,
      convention: 'network functions',
      parameters: ownParameters(own),
      output: () => outputOf(forward(...forwardArguments)),
      outShape: view.shape,
      labels: dense,
      examples: count,
      x,
      cost: ownCost,
      gradients,
      preferTransposed: layout !== 'rows',
      forward: places.of(forward),
      backward: places.of(backward),
      notes: [],
    };
  }
  return undefined;
}

function attempt(cost: () => number): number {
  try {
    return cost();
  } catch {
    return Number.NaN;
  }
}

/** A cost may be returned alone, first in a list, or in an array of one. */
function number(value: unknown): number {
  if (typeof value === 'number') return value;
  const view = viewOf(value);
  return view?.size === 1 ? view.at(0) : Number.NaN;
}

/** Which of the values that forward returns is the output: the first beside a cache, else the last. */
function outputReader(sample: unknown, names: readonly string[]): (result: unknown) => unknown {
  const parts = partsOf(sample, names);
  const isTensor = ({ value }: Part) => resultView(value) !== undefined;
  if (parts.length <= 1) return partReader(sample, names, 0);
  const hasCache = parts.some(({ name, value }) => cacheName.test(name) || resultView(value) === undefined);
  const tensors = parts.filter((part) => isTensor(part) && !cacheName.test(part.name));
  const named = tensors.find(({ name }) =>
    /^(out|outputs?|y_?hat|yPred|al|pred(ictions?)?|probs?|probabilities)$/i.test(name),
  );
  const chosen = named ?? (hasCache ? tensors[0] : tensors.at(-1));
  const index = parts.indexOf(chosen as Part);
  return partReader(sample, names, index);
}
