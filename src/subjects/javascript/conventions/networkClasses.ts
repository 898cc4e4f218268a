import type { Problem } from '../../../core/problem.ts';
import { RandomState } from '../../../core/random.ts';
import type { Candidate } from '../arguments/candidates.ts';
import { leavesOf } from '../arguments/plan.ts';
import { choices } from '../arguments/search.ts';
import { sizes as madeUp } from '../arguments/sizes.ts';
import type { Context } from '../context.ts';
import { decisive, problemOf } from '../failure.ts';
import type { Constructor } from '../load/userModule.ts';
import { Examples, type Layout, layouts } from '../network/examples.ts';
import { bestNetwork, networkTarget, ownParameters, type RunningNetwork } from '../network/networkTarget.ts';
import { argumentsFor, type Material } from '../network/roles.ts';
import { signatureOf } from '../signature.ts';
import { type Gradient, isTarget, type Row } from '../target.ts';
import { copyOf } from '../tensor/copy.ts';
import { dot } from '../tensor/dot.ts';
import { widen } from '../tensor/graph.ts';
import { type Maker, nestedArrays } from '../tensor/maker.ts';
import { Snapshot } from '../tensor/snapshot.ts';
import { resultView } from '../tensor/view.ts';
import { isLabelName } from '../words.ts';
import { constructionOf } from './construction.ts';
import { returnedGradients } from './gradientPaths.ts';
import { type HeldParameter, heldGradients } from './heldGradients.ts';
import { heldParameters } from './heldParameters.ts';
import { passesOf, updatedBeforeUse, updatesOf } from './inPlace.ts';
import { backwardMethod, forwardMethod, methodOf, methodsOf, trainMethod } from './methods.ts';
import { partReader, partsOf } from './parts.ts';
import { isTapeClass } from './tapes.ts';
import { telling } from './telling.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** The methods of a network, by what they do. */
interface Roles {
  readonly forward: string;
  /** Takes the labels: leaves gradients, returns them, or makes one step. */
  readonly backward: string;
  readonly cost: string | undefined;
}

const mostConstructions = 200;

/** Conventions 2 and 5 for a whole network: a class that predicts and that learns from examples and labels. */
export function networkClasses(context: Context): Row[] {
  const rows = [...context.module.classes].flatMap(([name, Class]): Row[] => {
    const roles = isTapeClass(Class) ? undefined : rolesOf(Class);
    return roles === undefined ? [] : [networkRow(name, Class, roles, context)];
  });
  if (context.request.parameters === undefined)
    return rows.filter(isTarget).length > 1 ? rows.map(prefixed) : rows;
  // With a model in the config one network is checked: the first that runs.
  const whole = rows.find(isTarget) ?? rows[0];
  return whole === undefined ? [] : [whole];
}

/** Two networks of a file may both have a W1. */
function prefixed(row: Row): Row {
  if (!isTarget(row)) return row;
  return { ...row, slots: row.slots.map((slot) => ({ ...slot, layer: `${row.name}.${slot.layer}` })) };
}

function rolesOf(Class: Constructor): Roles | undefined {
  const methods = methodsOf(Class);
  const takesLabels = (name: string | undefined) =>
    name !== undefined &&
    signatureOf(methodOf(Class.prototype, name)).parameters.some((one) => isLabelName(one.name));
  const forward = forwardMethod(methods);
  const gradient = methods.find((name) => /^(compute_?)?gradients?$/i.test(name));
  const backward = [backwardMethod(methods), gradient, trainMethod(methods)].find(takesLabels);
  if (forward === undefined || backward === undefined || forward === backward) return undefined;
  const cost = methods.find((name) =>
    /^(compute_?|calculate_?|get_?)?(cost|loss|error)(_?function)?$/i.test(name),
  );
  return { forward, backward, cost: takesLabels(cost) ? cost : undefined };
}

function networkRow(name: string, Class: Constructor, roles: Roles, context: Context): Row {
  const { places } = context.module;
  const place = places.of(methodOf(Class.prototype, roles.backward)) ?? places.of(Class);
  const construction = constructionOf(Class, context);
  const { parameters } = construction;
  const names = parameters.map((one) => one.name);
  const line = `"classes": { "${name}": { "class": "${name}", ${argumentsLine(names)}, "input": { "shape": [5] } } }`;
  const examples = new Examples(context);
  const leaves = leavesOf(parameters, 'constructor', context);
  const problems: Problem[] = [];
  function* ways(): Generator<RunningNetwork> {
    let tries = 0;
    for (const sizes of sizeLists(context, examples)) {
      for (const choice of choices(leaves)) {
        if (++tries > mostConstructions) return;
        const values = choice.map((candidate) => sized(candidate, sizes));
        for (const maker of [nestedArrays, ...context.makers.filter((one) => one !== nestedArrays)]) {
          for (const layout of layouts) {
            try {
              const object = construction.make(copyOf(values), sizes);
              const network = running(name, object, roles, examples, layout, maker, context);
              if (network !== undefined) yield network;
            } catch (error) {
              problems.push(problemOf(`${name}.${roles.backward}`, error));
            }
          }
        }
      }
    }
  }
  const best = bestNetwork(ways());
  try {
    if (best !== undefined) return networkTarget(best, context);
  } catch (error) {
    problems.unshift(problemOf(name, error));
  }
  const found = `The class ${name} with ${roles.forward} and ${roles.backward}`;
  const tried = problems[0]?.message ?? 'no layout of the examples gave numbers and gradients';
  return untested(name, name, decisive(problems) ?? unsure(found, place, line)(tried));
}

/** From the inputs to the outputs: of the config's kernels, or made up. */
function sizeLists({ request }: Context, examples: Examples): number[][] {
  const kernels = request.parameters?.filter(({ shape }) => shape.length === 2) ?? [];
  if (kernels.length > 0)
    return [[kernels[0]?.shape[0] ?? 1, ...kernels.map(({ shape }) => shape[1] as number)]];
  const { classes } = request;
  return [[examples.inputs, madeUp.hidden, classes !== undefined && classes > 2 ? classes : madeUp.units]];
}

/** Sizes of the network in the place of those that arguments are made up with. */
function sized(candidate: Candidate, sizes: readonly number[]): unknown {
  if (!('value' in candidate)) return nestedArrays.make(candidate.shape, new Float64Array(64));
  const { value } = candidate;
  if (Array.isArray(value)) return value[0] === madeUp.inputs ? [...sizes] : sizes.slice(1);
  const known = new Map<unknown, number | undefined>([
    [madeUp.inputs, sizes[0]],
    [madeUp.hidden, sizes[1]],
    [madeUp.units, sizes.at(-1)],
  ]);
  return known.get(value) ?? value;
}

/** The network on examples of one layout, or undefined where it gives no numbers or no gradients. */
function running(
  name: string,
  object: object,
  { forward, backward, cost }: Roles,
  examples: Examples,
  layout: Layout,
  maker: Maker,
  context: Context,
): RunningNetwork | undefined {
  const { places } = context.module;
  const x = examples.features(layout, maker);
  if (x === undefined) return undefined;
  const count = examples.in(layout);
  widen(object);
  const base: Material = { x, examples: count, extra: context.extra };
  const kept = object as { output?: unknown };
  const run = methodOf(object, forward);
  const learn = methodOf(object, backward);
  const forwardArguments = argumentsFor(signatureOf(run), base);
  const sample = run.apply(object, forwardArguments);
  const read = partReader(sample, signatureOf(run).returned, 0);
  const outputOf = (result: unknown) => (result === undefined ? kept.output : (read(result) ?? result));
  const outputNow = () => outputOf(run.apply(object, forwardArguments));
  const view = resultView(outputOf(sample));
  if (view === undefined || view.read().some(Number.isNaN)) return undefined;
  const weights = new RandomState(1).randn(view.size);
  const inputs = [resultView(x)].filter((own) => own !== undefined);
  const parameters = heldParameters(object, () => dot(outputNow(), weights), inputs);
  if (parameters.length === 0) return undefined;
  telling(parameters, context.random);
  const state = new Snapshot(object);
  for (const { given: y, dense } of examples.labels(
    layout,
    Math.round(view.size / count),
    view.shape,
    maker,
  )) {
    const material: Material = { ...base, y };
    const ownCost = cost === undefined ? undefined : costAsked(object, cost, material, outputNow);
    if (ownCost !== undefined && !Number.isFinite(ownCost())) continue;
    const { first, isUnstable, again } = passesOf(object, state, parameters, (before, rate) => {
      const output = outputNow();
      const given = argumentsFor(signatureOf(learn), copyOf({ ...material, output, rate }));
      const gave = learn.apply(object, given);
      return { gradients: gradientsLeft(object, backward, gave, parameters, before, rate) };
    });
    const isUsable =
      first.gradients.some((gradient) => gradient !== undefined) &&
      first.gradients.every((gradient) => gradient === undefined || !gradient.values.some(Number.isNaN));
    if (!isUsable) continue;
    const place = places.of(learn);
    return {
      name,
      convention: 'network object',
      parameters: ownParameters(parameters),
      output: outputNow,
      outShape: view.shape,
      labels: dense,
      examples: count,
      x,
      cost: ownCost,
      gradients: () => again().gradients,
      preferTransposed: layout !== 'rows' && layout !== 'row',
      forward: places.of(run),
      backward: place,
      notes: isUnstable ? [{ ...updatedBeforeUse(name, backward, place), layer: null }] : [],
    };
  }
  return undefined;
}

/** The method of the cost; the output is computed only for one that asks for it. */
function costAsked(object: object, cost: string, material: Material, output: () => unknown): () => number {
  const run = methodOf(object, cost);
  const asked = {};
  const given = argumentsFor(signatureOf(run), { ...material, output: asked });
  const asksOutput = given.includes(asked);
  return () =>
    costOf(
      run.apply(object, asksOutput ? given.map((value) => (value === asked ? output() : value)) : given),
    );
}

/** What a backward pass or a step left: moved weights, arrays beside them, or what it returned. */
function gradientsLeft(
  object: object,
  backward: string,
  gave: unknown,
  parameters: readonly HeldParameter[],
  before: readonly Float64Array[],
  rate: number,
): (Gradient | undefined)[] {
  const moved = updatesOf(object, parameters, before, rate);
  if (moved !== undefined) return moved;
  const held = heldGradients(object, parameters);
  if (held.every((gradient) => gradient !== undefined)) return held;
  const { returned } = signatureOf(methodOf(object, backward));
  const fromReturn = returnedGradients(gave, returned, parameters);
  return held.map((gradient, p) => gradient ?? fromReturn[p]);
}

function costOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const [first] = partsOf(value, []);
  return typeof first?.value === 'number' ? first.value : Number.NaN;
}
