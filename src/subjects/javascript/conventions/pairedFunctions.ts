import { Problem } from '../../../core/problem.ts';
import { RandomState } from '../../../core/random.ts';
import { type Arguments, leavesOf } from '../arguments/plan.ts';
import { influence, search, type Trial } from '../arguments/search.ts';
import type { Context, StatedFunction } from '../context.ts';
import { call } from '../failure.ts';
import type { Callable } from '../load/userModule.ts';
import { signatureOf } from '../signature.ts';
import type { Note, Row, Target } from '../target.ts';
import { functionNamed } from './definition.ts';
import { elementwise } from './elementwise.ts';
import { lossRow } from './lossFunctions.ts';
import { type Reading, readPair } from './pairReading.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { trialFit } from './parts.ts';
import { isNear, slopeRatio } from './slopes.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** Convention 1: affineForward(x, w, b) → [out, cache], affineBackward(dout, cache) → [dx, dw, db]. */
export function pairedFunctions(context: Context): Row[] {
  return pairsOf(context.module).flatMap((pair) => pairRows(pair, context, {}));
}

/** Rows that `code.functions` of the config spells out. */
export function statedFunctions(context: Context): Row[] {
  return Object.entries(context.code.functions ?? {}).flatMap(([name, entry]): Row[] => {
    try {
      if (entry.loss !== undefined) {
        functionNamed(entry.loss, context);
        return [lossRow(name, entry.loss, context, entry.arguments ?? {})];
      }
      return pairRows(statedPair(name, entry, context), context, entry.arguments ?? {});
    } catch (error) {
      if (error instanceof Problem) return [untested(name, name, error)];
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

function pairRows(pair: Pair, context: Context, given: Readonly<Record<string, unknown>>): Row[] {
  const { functions } = context.module;
  const forward = functions.get(pair.forward) as Callable;
  const backward = functions.get(pair.backward) as Callable;
  try {
    const found = new RunningPair(pair, forward, backward, context, given);
    if (!found.isOfNumbers) return found.targets();
    return new RunningPair(pair, elementwise(forward), elementwise(backward), context, given).targets();
  } catch (error) {
    if (error instanceof Problem) return [untested(pair.name, pair.name, error)];
    throw error;
  }
}

/** A pair with arguments that it can be called with. @throws Problem where there are none */
class RunningPair {
  readonly #pair: Pair;
  readonly #context: Context;
  readonly #args: Arguments;
  readonly #read: (derivativeOf?: Reading['derivativeOf']) => Reading;
  readonly #random: RandomState;

  constructor(
    pair: Pair,
    forward: Callable,
    backward: Callable,
    context: Context,
    given: Readonly<Record<string, unknown>>,
  ) {
    const { parameters } = signatureOf(forward);
    const leaves = leavesOf(parameters, 'function', context, given);
    const place = context.module.places.of(backward);
    const names = parameters.map(({ name }) => name).filter((name) => name !== '');
    const line = `"functions": { "${pair.name}": { "forward": "${pair.forward}", "backward": "${pair.backward}", ${argumentsLine(names)} } }`;
    const seed = context.random.uint32();
    const attempt = (args: Arguments, reached: (stage: number) => void): Trial | undefined => {
      const reading = readPair(forward, backward, args, context, seed);
      if (reading === undefined || !Number.isFinite(reading.cost(args.values))) return undefined;
      reached(1);
      const views = args.tensors.map(({ view }) => view);
      return {
        fit: trialFit(reading.gradients(args), args.tensors),
        influence: () => influence(views, () => reading.cost(args.values)),
      };
    };
    const found = `${pair.forward} and ${pair.backward}`;
    const args = search(pair.backward, leaves, context.makers, attempt, unsure(found, place, line));
    this.#pair = pair;
    this.#context = context;
    this.#args = args;
    this.#random = new RandomState(seed);
    this.#read = (derivativeOf) => readPair(forward, backward, args, context, seed, derivativeOf) as Reading;
  }

  /** It takes one number at a time. */
  get isOfNumbers(): boolean {
    const { tensors } = this.#args;
    return tensors.length > 0 && tensors.every(({ view }) => view.shape.length === 0);
  }

  targets(): Target[] {
    const reading = this.#read();
    if (reading.isDerivative) return [this.#derivative(reading)];
    const { tensors, values } = this.#args;
    const gradients = reading.gradients(this.#args);
    const cost = () => reading.cost(values);
    const [ofInput, ...ofOthers] = tensors.map(({ view }, k) =>
      slopeRatio(cost, view, gradients[k], this.#random),
    );
    const examples = tensors[0]?.view.shape.find(
      (extent) => ofOthers.length > 0 && extent > 1 && ofOthers.every((ratio) => isNear(ratio, 1 / extent)),
    );
    if (ofInput === undefined || examples === undefined || !isNear(ofInput, 1))
      return [this.#target(reading, [])];
    const mean = this.#note(
      `${this.#pair.backward} divides the gradients of its parameters by the ${examples} examples, that of its input not: right where the cost is a mean whose gradient arrives undivided. They are checked as that.`,
    );
    return [
      this.#target(reading, [], (_, k) => k === 0),
      this.#target(reading, [mean], (_, k) => k > 0, 1 / examples),
    ];
  }

  /** A derivative by itself may be meant for what went in or for what came out: whichever agrees. */
  #derivative(reading: Reading): Target {
    const other = this.#read(reading.derivativeOf === 'input' ? 'output' : 'input');
    const agrees = (one: Reading) => {
      const gradients = one.gradients(this.#args);
      const cost = () => one.cost(this.#args.values);
      return this.#args.tensors.every(({ view }, k) =>
        isNear(slopeRatio(cost, view, gradients[k], this.#random), 1),
      );
    };
    const chosen = !agrees(reading) && agrees(other) ? other : reading;
    if (chosen.derivativeOf === 'input') return this.#target(chosen, []);
    const note = this.#note(
      `${this.#pair.backward} is the derivative of ${this.#pair.forward} if it is given what that returns, and not what it was given. It was checked as that.`,
    );
    return this.#target(chosen, [note]);
  }

  #target(
    { cost, gradients }: Reading,
    notes: readonly Note[],
    includes: (tensor: unknown, k: number) => boolean = () => true,
    factor = 1,
  ): Target {
    const { name, forward, backward } = this.#pair;
    const { functions, places } = this.#context.module;
    const { values, tensors } = this.#args;
    return {
      name,
      convention: 'paired functions',
      slots: tensors
        .filter(includes)
        .map(({ name: tensor, view }) => ({ layer: name, name: tensor, view, kind: name, own: tensor })),
      cost: () => call(forward, () => factor * cost(values)),
      gradients: () => call(backward, () => gradients(this.#args).filter(includes)),
      forward: places.of(functions.get(forward)),
      backward: places.of(functions.get(backward)),
      loss: false,
      notes,
    };
  }

  #note(message: string): Note {
    const { places, functions } = this.#context.module;
    const place = places.of(functions.get(this.#pair.backward)) ?? null;
    return { code: 'code.conditional', message, layer: this.#pair.name, place, severity: 'information' };
  }
}
