import { distance } from 'fastest-levenshtein';
import { Problem } from '../../../core/problem.ts';
import { RandomState } from '../../../core/random.ts';
import { type Arguments, leavesOf } from '../arguments/plan.ts';
import { influence, search, type Trial } from '../arguments/search.ts';
import type { Context, StatedFunction } from '../context.ts';
import { call } from '../failure.ts';
import { signatureOf } from '../signature.ts';
import type { Gradient, Row, Target } from '../target.ts';
import { copyOf, like } from '../tensor/copy.ts';
import { dot } from '../tensor/dot.ts';
import { resultView, sameShape } from '../tensor/view.ts';
import { isLearningRateName, isUpstreamName, plain } from '../words.ts';
import { lossRow } from './lossFunctions.ts';
import { type Callable, type Pair, pairsOf } from './pairs.ts';
import { fitOf, gradientsIn, type Part, partsOf } from './parts.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** Convention 1: affineForward(x, w, b) → [out, cache], affineBackward(dout, cache) → [dx, dw, db]. */
export function pairedFunctions(context: Context): Row[] {
  return pairsOf(context.module).map((pair) => pairRow(pair, context, {}));
}

/** Rows that `code.functions` of the config spells out. */
export function statedFunctions(context: Context): Row[] {
  return Object.entries(context.code.functions ?? {}).map(([name, entry]) => {
    try {
      if (entry.loss !== undefined) {
        functionNamed(entry.loss, context);
        return lossRow(name, entry.loss, context, entry.arguments ?? {});
      }
      return pairRow(statedPair(name, entry, context), context, entry.arguments ?? {});
    } catch (error) {
      if (error instanceof Problem) return untested(name, name, error);
      throw error;
    }
  });
}

function statedPair(name: string, { forward, backward }: StatedFunction, context: Context): Pair {
  if (forward === undefined || backward === undefined) {
    const [has, lacks] = forward === undefined ? ['backward', 'forward'] : ['forward', 'backward'];
    throw new Problem(
      'code.unknownName',
      `"${name}" has a "${has}" and no "${lacks}". Name both: "functions": { "${name}": { "forward": "${name}Forward", "backward": "${name}Backward" } }.`,
    );
  }
  functionNamed(forward, context);
  functionNamed(backward, context);
  return { name, forward, backward };
}

/** @throws Problem code.unknownName with the nearest names that there are */
export function functionNamed(name: string, { module }: Context): Callable {
  const found = module.functions.get(name);
  if (found !== undefined) return found;
  const known = [...module.functions.keys()].sort((a, b) => distance(name, a) - distance(name, b));
  const nearest = known.length === 0 ? 'It has none.' : `There are ${known.slice(0, 4).join(', ')}.`;
  throw new Problem('code.unknownName', `The file has no function ${name}. ${nearest}`, {
    place: { file: module.file, line: 1, column: 1 },
  });
}

/** What is differentiated: which of the forward's parts, with which weights, and what the backward is given. */
interface Reading {
  readonly cost: (args: readonly unknown[]) => number;
  readonly gradients: (args: Arguments) => (Gradient | undefined)[];
}

function pairRow(pair: Pair, context: Context, given: Readonly<Record<string, unknown>>): Row {
  const { functions, places } = context.module;
  const forward = functions.get(pair.forward) as Callable;
  const backward = functions.get(pair.backward) as Callable;
  const { parameters } = signatureOf(forward);
  const leaves = leavesOf(parameters, 'function', context, given);
  const place = places.of(backward);
  const names = parameters.map(({ name }) => name).filter((name) => name !== '');
  const line = `"functions": { "${pair.name}": { "forward": "${pair.forward}", "backward": "${pair.backward}", ${argumentsLine(names)} } }`;
  const seed = context.random.uint32();
  const attempt = (args: Arguments, reached: (stage: number) => void): Trial | undefined => {
    const reading = read(forward, backward, args, context, seed);
    if (reading === undefined) return undefined;
    if (!Number.isFinite(reading.cost(args.values))) return undefined;
    reached(1);
    const wanted = args.tensors.map(({ name, view }) => ({ name, shape: view.shape }));
    const gradients = reading.gradients(args);
    const isSilent = gradients.every((gradient) => gradient === undefined);
    return {
      fit: isSilent ? 0.01 : fitOf(gradients, wanted) || 0.1,
      influence: () =>
        influence(
          args.tensors.map(({ view }) => view),
          () => reading.cost(args.values),
        ),
    };
  };
  try {
    const found = `${pair.forward} and ${pair.backward}`;
    const { args } = search(pair.backward, leaves, context.makers, attempt, unsure(found, place, line));
    const { cost, gradients } = read(forward, backward, args, context, seed) as Reading;
    return {
      name: pair.name,
      convention: 'paired functions',
      slots: args.tensors.map(({ name, view }) => ({
        layer: pair.name,
        name,
        view,
        kind: pair.name,
        own: name,
      })),
      cost: () => call(pair.forward, () => cost(args.values)),
      gradients: () => call(pair.backward, () => gradients(args)),
      forward: places.of(forward),
      backward: place,
      loss: false,
      notes: [],
    } satisfies Target;
  } catch (error) {
    if (error instanceof Problem) return untested(pair.name, pair.name, error);
    throw error;
  }
}

const cacheName = /cache|ctx|context|saved|memory|tape|intermediate|stored|state/i;

/** Runs forward once to see what it returns; undefined where that holds no numbers. */
function read(
  forward: Callable,
  backward: Callable,
  args: Arguments,
  context: Context,
  seed: number,
): Reading | undefined {
  const forwardNames = signatureOf(forward);
  const asked = signatureOf(backward).parameters;
  const kept = copyOf(args.values);
  const hasCache = asked.some(({ name }) => cacheName.test(name));
  const take = (result: unknown): Part[] => partsOf(result, forwardNames.returned);
  const first = forward(...kept);
  const parts = take(first);
  const isAlone = parts.length === 1 && parts[0]?.value === first;
  const isOutput = ({ name, value }: Part) =>
    !(cacheName.test(name) && hasCache) && resultView(value) !== undefined;
  const fromForward = forwardNames.parameters.map(({ name }) => name);
  const upstreams = asked.filter(
    ({ name }, i) =>
      !fromForward.includes(name) &&
      !cacheName.test(name) &&
      !isLearningRateName(name) &&
      !Object.hasOwn(context.extra, name) &&
      (isUpstreamName(name) ||
        /^d[A-Z_]|^d[a-z]{1,5}$/.test(name) ||
        (i === 0 && !parts.some((part) => part.name === name))) &&
      !parts.some((part) => plain(part.name) === plain(name)),
  );
  const outputs = parts.filter(isOutput);
  const isOwnDerivative =
    upstreams.length === 0 || (asked.length === 1 && !isUpstreamName(asked[0]?.name ?? ''));
  const upstreamCount = isOwnDerivative ? 1 : upstreams.length;
  // dh belongs to h; where names do not tell, the outputs are taken in their order.
  const chosen = Array.from({ length: upstreamCount }, (_, u) => {
    const stem = plain(upstreams[u]?.name ?? '').replace(/^d(next)?/, '');
    return outputs.find(({ name }) => name !== '' && plain(name) === stem) ?? outputs[u];
  });
  if (chosen.some((part) => part === undefined)) return undefined;
  const indices = chosen.map((part) => parts.indexOf(part as Part));
  const random = new RandomState(seed);
  const views = chosen.map((part) => resultView((part as Part).value));
  const isLoss =
    isOwnDerivative && views[0]?.shape.length === 0 && args.tensors.some(({ view }) => view.shape.length > 0);
  const weights = views.map((view) => (isLoss ? Float64Array.of(1) : random.randn(view?.size ?? 0)));
  const upstreamValues = chosen.map((part, u) => like((part as Part).value, weights[u] as Float64Array));

  const cost = (values: readonly unknown[]): number => {
    const result = forward(...values);
    if (isAlone) return dot(result, weights[0] as Float64Array);
    const now = take(result);
    let total = 0;
    for (const [u, index] of indices.entries()) total += dot(now[index]?.value, weights[u] as Float64Array);
    return total;
  };

  const backwardArguments = (
    values: readonly unknown[],
    now: readonly Part[],
    result: unknown,
  ): unknown[] => {
    let upstream = 0;
    const caches = now.filter((part) => !indices.includes(now.indexOf(part)));
    return asked.map((parameter, i) => {
      const { name, optional } = parameter;
      if (!isOwnDerivative && upstreams.includes(parameter)) return copyOf(upstreamValues[upstream++]);
      const own = fromForward.indexOf(name);
      if (own >= 0) return values[own];
      const part = now.find((one) => one.name !== '' && plain(one.name) === plain(name));
      if (part !== undefined) return part.value;
      if (Object.hasOwn(context.extra, name)) return context.extra[name];
      if (cacheName.test(name) || !optional) {
        if (caches.length > 0)
          return (caches.find((one) => cacheName.test(one.name)) ?? caches.at(-1))?.value;
        // No cache was returned: the backward works from what went in, or from what came out.
        return isOwnDerivative && i === 0 && /^(y|out|output|a|s|activation|activated|result)$/i.test(name)
          ? result
          : values[0];
      }
      return undefined;
    });
  };

  const gradients = ({ values, tensors }: Arguments): (Gradient | undefined)[] => {
    // Code that writes into its arguments is right as long as it is given copies.
    const result = forward(...copyOf(values));
    const now = take(result);
    const returned = backward(...backwardArguments(copyOf(values), now, result));
    const wanted = tensors.map(({ name, view }) => ({ name, shape: view.shape }));
    const found = gradientsIn(partsOf(returned, signatureOf(backward).returned), wanted);
    if (!isOwnDerivative || isLoss) return found;
    return found.map((gradient) =>
      gradient !== undefined && sameShape(gradient.shape, views[0]?.shape ?? [])
        ? { ...gradient, values: gradient.values.map((value, k) => value * (weights[0]?.[k] as number)) }
        : gradient,
    );
  };
  return { cost, gradients };
}
