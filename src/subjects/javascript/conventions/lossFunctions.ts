import { Problem } from '../../../core/problem.ts';
import { type Arguments, leavesOf } from '../arguments/plan.ts';
import { influence, search, type Trial } from '../arguments/search.ts';
import type { Context } from '../context.ts';
import { call } from '../failure.ts';
import type { Callable } from '../load/userModule.ts';
import { signatureOf } from '../signature.ts';
import type { Gradient, Row, Target } from '../target.ts';
import { copyOf } from '../tensor/copy.ts';
import { pairsOf } from './pairs.ts';
import { gradientsIn, type Part, partsOf, trialFit } from './parts.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** Convention 2: softmaxLoss(x, y) → [loss, dx] or { loss, grad }. */
export function lossFunctions(context: Context): Row[] {
  const paired = new Set(pairsOf(context.module).flatMap(({ forward, backward }) => [forward, backward]));
  return [...context.module.functions].flatMap(([name, run]) =>
    paired.has(name) || !givesLossAndGradient(run) ? [] : [lossRow(rowName(name), name, context, {})],
  );
}

/** Told by its return statement: a loss and at least one thing more, a gradient. */
function givesLossAndGradient(run: Callable): boolean {
  const { returned } = signatureOf(run);
  return returned.length > 1 && returned.some(isLossName) && returned.some((name) => /^d|grad/i.test(name));
}

function isLossName(name: string): boolean {
  return /^(data)?(loss|cost|j|error|err|value|objective|total(loss|cost)?)$/i.test(name);
}

function rowName(name: string): string {
  return name.replace(/[._]?(and)?[._]?(gradients?|grads?)$/i, '') || name;
}

/** One function as a row. @param name the row's */
export function lossRow(
  name: string,
  own: string,
  context: Context,
  given: Readonly<Record<string, unknown>>,
): Row {
  const { functions, places } = context.module;
  const run = functions.get(own) as Callable;
  const { parameters, returned } = signatureOf(run);
  const place = places.of(run);
  const leaves = leavesOf(parameters, 'function', context, given);
  const split = (result: unknown): { loss: unknown; rest: Part[] } => {
    const parts = partsOf(result, returned);
    const found = parts.findIndex(
      (part) => typeof part.value === 'number' && (isLossName(part.name) || part.name === ''),
    );
    const loss = found >= 0 ? found : parts.findIndex(({ value }) => typeof value === 'number');
    return { loss: parts[loss]?.value, rest: parts.filter((_, i) => i !== loss) };
  };
  const cost = (values: readonly unknown[]) => split(run(...values)).loss as number;
  const gradients = ({ values, tensors }: Arguments): (Gradient | undefined)[] => {
    const { rest } = split(run(...copyOf(values)));
    return gradientsIn(rest, tensors);
  };
  /** Which of the arguments have a gradient: the loss of some predictions has none by its data. */
  const differentiated = (args: Arguments): Arguments => {
    const found = gradients(args);
    return { ...args, tensors: args.tensors.filter((_, k) => found[k] !== undefined) };
  };
  const attempt = (args: Arguments, reached: (stage: number) => void): Trial | undefined => {
    const loss = cost(args.values);
    if (typeof loss !== 'number' || !Number.isFinite(loss)) return undefined;
    reached(1);
    const has = differentiated(args);
    return {
      fit: trialFit(has.tensors.length === 0 ? [] : gradients(has), has.tensors),
      influence: () =>
        influence(
          args.tensors.map(({ view }) => view),
          () => cost(args.values),
        ),
    };
  };
  const line = `"functions": { "${name}": { "loss": "${own}", ${argumentsLine(parameters.map((one) => one.name))} } }`;
  try {
    const whole = search(own, leaves, context.makers, attempt, unsure(own, place, line));
    const found = differentiated(whole);
    const args = found.tensors.length > 0 ? found : whole;
    return {
      name,
      convention: 'loss that returns its gradient',
      slots: args.tensors.map(({ name: tensor, view }) => ({
        layer: name,
        name: tensor,
        view,
        kind: name,
        own: tensor,
      })),
      cost: () => call(own, () => cost(args.values)),
      gradients: () => call(own, () => gradients(args)),
      forward: place,
      backward: place,
      loss: true,
      notes: [],
    } satisfies Target;
  } catch (error) {
    if (error instanceof Problem) return untested(name, name, error);
    throw error;
  }
}
