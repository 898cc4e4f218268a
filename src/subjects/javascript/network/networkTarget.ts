import { influence } from '../arguments/search.ts';
import type { Context } from '../context.ts';
import { fitOf } from '../conventions/parts.ts';
import { call } from '../failure.ts';
import type { Place } from '../place.ts';
import type { Gradient, Note, Target } from '../target.ts';
import { dot } from '../tensor/dot.ts';
import { flattenInto } from '../tensor/flatten.ts';
import { namesOf } from '../tensor/graph.ts';
import { resultView, sizeOf, type View } from '../tensor/view.ts';
import type { CostForm } from './costForms.ts';
import { type Guess, guessCost, guessNote } from './guessedCost.ts';
import { networkSlots, type OwnParameter } from './matching.ts';

/** A network of the user's that runs: its parameters are in place, its examples and labels chosen. */
export interface RunningNetwork {
  readonly name: string;
  readonly convention: string;
  readonly parameters: readonly OwnParameter[];
  readonly output: () => unknown;
  readonly outShape: readonly number[];
  /** As many entries as the output. */
  readonly labels: Float64Array;
  readonly examples: number;
  /** The user's own cost; without one it is guessed. */
  readonly cost: (() => number) | undefined;
  /** One for each parameter. */
  readonly gradients: () => readonly (Gradient | undefined)[];
  /** The features, as the network is given them. */
  readonly x: unknown;
  /** Kernels are likelier to lie as (units, inputs). */
  readonly preferTransposed: boolean;
  readonly forward: Place | undefined;
  readonly backward: Place | undefined;
  readonly notes: readonly Note[];
}

/** Parameters by their paths. */
export function ownParameters(
  parameters: readonly { readonly path: readonly string[]; readonly view: View }[],
): OwnParameter[] {
  const names = namesOf(parameters.map(({ path }) => path));
  return parameters.map(({ path, view }, p) => ({ name: names[p] as string, own: path.join('.'), view }));
}

/**
 * Of several ways to run a network the one that fits: every gradient has the shape of its parameter, and every
 * feature matters. JavaScript takes a matrix that lies the wrong way, and reads a part of it.
 */
export function bestNetwork(ways: Iterable<RunningNetwork>): RunningNetwork | undefined {
  let best: { network: RunningNetwork; fit: number } | undefined;
  for (const network of ways) {
    const views = [resultView(network.x)].filter((view) => view !== undefined);
    const weights = network.labels.map((_, i) => 1 + i / 7);
    const read = influence(views, () => dot(network.output(), weights));
    const fit = fitOf(network.gradients(), network.parameters) + read;
    if (best === undefined || fit > best.fit) best = { network, fit };
    if (fit === 2) break;
  }
  return best?.network;
}

/** The whole network as a target. @throws Problem code.parameters */
export function networkTarget(network: RunningNetwork, context: Context): Target {
  const { name, convention, parameters, outShape, labels, examples, forward, backward } = network;
  const { request, code } = context;
  const slots = networkSlots(parameters, request.parameters, code.parameters, network.preferTransposed);
  const order = slots.map(({ view }) => parameters.findIndex((own) => own.view === view));
  const gradients = () => {
    const found = network.gradients();
    return order.map((p) => found[p]);
  };
  const out = new Float64Array(sizeOf(outShape));
  const costOf = (form: CostForm) => () => form.of(flattenInto(out, network.output()), labels, examples);
  let guess: Guess | undefined;
  if (network.cost === undefined) {
    const views = slots.map(({ view }) => view);
    guess = guessCost(costOf, views, gradients(), request.loss);
  }
  const cost = network.cost ?? costOf((guess as Guess).form);
  return {
    name,
    convention,
    slots,
    cost: () => call(name, cost),
    gradients: () => call(name, gradients),
    forward,
    backward,
    loss: true,
    notes: [...network.notes, ...(guess === undefined ? [] : [guessNote(guess, request.loss)])],
  };
}
