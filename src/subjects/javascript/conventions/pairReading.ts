import { RandomState } from '../../../core/random.ts';
import type { Arguments } from '../arguments/plan.ts';
import type { Context } from '../context.ts';
import type { Callable } from '../load/userModule.ts';
import { signatureOf } from '../signature.ts';
import type { Gradient } from '../target.ts';
import { copyOf, like } from '../tensor/copy.ts';
import { dot } from '../tensor/dot.ts';
import { resultView, sameShape } from '../tensor/view.ts';
import { isLearningRateName, isUpstreamName, plain } from '../words.ts';
import { gradientsIn, type Part, partReader, partsOf } from './parts.ts';

/** What is differentiated: which of the forward's parts, with which weights, and what the backward is given. */
export interface Reading {
  readonly cost: (args: readonly unknown[]) => number;
  readonly gradients: (args: Arguments) => (Gradient | undefined)[];
  /** The backward function is a derivative by itself: of what went in, or of what came out. */
  readonly isDerivative: boolean;
  readonly derivativeOf: 'input' | 'output';
}

const cacheName = /cache|ctx|context|saved|memory|tape|intermediate|stored|state/i;

/** What a derivative calls its argument if that is what the function returned. */
const outputNames = /^(y|out|output|a|s|activation|activated|result)$/i;

/** Runs forward once to see what it returns; undefined where that holds no numbers. */
export function readPair(
  forward: Callable,
  backward: Callable,
  args: Arguments,
  context: Context,
  seed: number,
  derivativeOf?: Reading['derivativeOf'],
): Reading | undefined {
  const forwardNames = signatureOf(forward);
  const asked = signatureOf(backward).parameters;
  const kept = copyOf(args.values);
  const hasCache = asked.some(({ name }) => cacheName.test(name));
  const take = (result: unknown): Part[] => partsOf(result, forwardNames.returned);
  const first = forward(...kept);
  const parts = take(first);
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
  const isDerivative = isOwnDerivative && !isLoss;
  const by = derivativeOf ?? (outputNames.test(asked[0]?.name ?? '') ? 'output' : 'input');
  const weights = views.map((view) => (isLoss ? Float64Array.of(1) : random.randn(view?.size ?? 0)));
  const upstreamValues = chosen.map((part, u) => like((part as Part).value, weights[u] as Float64Array));

  const readers = indices.map((index) => partReader(first, forwardNames.returned, index));
  const cost = (values: readonly unknown[]): number => {
    const result = forward(...values);
    let total = 0;
    for (const [u, output] of readers.entries()) total += dot(output(result), weights[u] as Float64Array);
    return total;
  };

  const backwardArguments = (
    values: readonly unknown[],
    now: readonly Part[],
    result: unknown,
  ): unknown[] => {
    let upstream = 0;
    const caches = now.filter((_, i) => !indices.includes(i));
    return asked.map((parameter, i) => {
      const { name, optional } = parameter;
      if (isDerivative && i === 0) return by === 'output' ? result : values[0];
      if (!isOwnDerivative && upstreams.includes(parameter)) return copyOf(upstreamValues[upstream++]);
      const own = fromForward.indexOf(name);
      if (own >= 0) return values[own];
      const part = now.find((one) => one.name !== '' && plain(one.name) === plain(name));
      if (part !== undefined) return part.value;
      if (Object.hasOwn(context.extra, name)) return context.extra[name];
      if (cacheName.test(name) || !optional) {
        if (caches.length > 0)
          return (caches.find((one) => cacheName.test(one.name)) ?? caches.at(-1))?.value;
        // No cache was returned: the backward works from what went in.
        return values[0];
      }
      return undefined;
    });
  };

  const gradients = ({ values, tensors }: Arguments): (Gradient | undefined)[] => {
    // Code that writes into its arguments is right as long as it is given copies.
    const result = forward(...copyOf(values));
    const now = take(result);
    const returned = backward(...backwardArguments(copyOf(values), now, result));
    const found = gradientsIn(partsOf(returned, signatureOf(backward).returned), tensors);
    if (!isDerivative) return found;
    return found.map((gradient) =>
      gradient !== undefined && sameShape(gradient.shape, views[0]?.shape ?? [])
        ? { ...gradient, values: gradient.values.map((value, k) => value * (weights[0]?.[k] as number)) }
        : gradient,
    );
  };
  return { cost, gradients, isDerivative, derivativeOf: by };
}
