import { Problem } from '../core/problem.ts';
import type { Bench } from './bench.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import type { LayerSizes } from './layerSizes.ts';
import { type Activations, activationsFor, layersOf } from './networkModel.ts';
import { orProblem } from './orProblem.ts';

/** How a network has the cost of the user's code: factor × (its cost without penalty) + l2 × Σ kernel². */
export interface CostMatch {
  readonly activations: Activations;
  readonly factor: number;
  readonly l2: number;
  /** The two are not quite equal: the code keeps the argument of its logarithm from 0. */
  readonly guarded: boolean;
}

interface Fit extends Omit<CostMatch, 'guarded'> {
  /** How far the two costs are apart, relative to their size. */
  readonly residual: number;
}

/** Costs no further apart are the same one with its sums in another order. */
const sameCost = 1e-10;
/** So near, and nearer than any other by far, is the same cost with a guard in it, such as log(p + 1e-8). */
const nearCost = 1e-5;
const farther = 1e3;

/** Parameters and examples are drawn anew for each: what agrees at one by chance does not at the next. */
const seeds = [1, 2];

/**
 * Which activations and loss make the config's network have the cost of the code, tried one after another.
 *
 * @param config the parts beside `model`: `dataset` and `code`
 * @returns null where none does
 * @throws Problem where the code cannot be run with such layers
 */
export async function matchCost(
  bench: Bench,
  config: { readonly dataset: object; readonly code: object },
  layers: LayerSizes,
  dataset: DatasetFacts,
): Promise<CostMatch | null> {
  const costsOf = async (activations: Activations, parts: object, l2: number) => {
    const costs: number[] = [];
    for (const seed of seeds) {
      const model = { layers: layersOf(layers, activations), loss: activations.loss, l2 };
      costs.push((await bench.look({ seed, ...parts, model })).loss ?? Number.NaN);
    }
    return costs;
  };
  const { dataset: section } = config;
  const references: { activations: Activations; costs: readonly number[] }[] = [];
  for (const activations of activationsFor(layers.sizes, dataset)) {
    // A loss that such labels or units do not go with is none of the candidates.
    const costs = await orProblem(costsOf(activations, { dataset: section }, 0));
    if (!(costs instanceof Problem)) references.push({ activations, costs });
  }
  const [first] = references;
  if (first === undefined) return null;
  const own = await costsOf(first.activations, config, 0);
  const penalised = await costsOf(first.activations, { dataset: section }, 1);
  const penalties = penalised.map((cost, k) => cost - (first.costs[k] as number));
  const fits = references.flatMap(({ activations, costs }) =>
    fitsOf(own, costs, penalties).map((fit): Fit => ({ activations, ...fit })),
  );
  return bestOf(fits);
}

/** The ways in which one cost can be another, simplest first: what is fitted at the first point is judged at all. */
function fitsOf(own: readonly number[], costs: readonly number[], penalties: readonly number[]) {
  const [j, c, p] = [own[0] as number, costs[0] as number, penalties[0] as number];
  return [
    { factor: 1, l2: 0 },
    ...rounded((j - c) / p, 0).map((l2) => ({ factor: 1, l2 })),
    ...rounded(j / c, 1).map((factor) => ({ factor, l2: 0 })),
  ].map(({ factor, l2 }) => {
    const residuals = own.map((cost, k) => {
      const expected = factor * (costs[k] as number) + l2 * (penalties[k] as number);
      return Math.abs(cost - expected) / Math.abs(cost);
    });
    return { factor, l2, residual: residuals.reduce((a, b) => Math.max(a, b)) };
  });
}

/** A fitted number, roundest first; none where it is what it would be without fitting. */
function rounded(value: number, neutral: number): number[] {
  return [2, 4, 8, 12]
    .map((digits) => Number(value.toPrecision(digits)))
    .filter((number) => number > 0 && number !== neutral);
}

function bestOf(fits: readonly Fit[]): CostMatch | null {
  const isPlain = ({ factor, l2 }: Fit) => factor === 1 && l2 === 0;
  const plain = fits.filter(isPlain);
  const exact = [...plain, ...fits].find(({ residual }) => residual <= sameCost);
  if (exact) return { ...exact, guarded: false };
  const [best, next] = plain.toSorted((a, b) => a.residual - b.residual);
  if (best === undefined || !(best.residual <= nearCost)) return null;
  return next === undefined || next.residual > farther * best.residual ? { ...best, guarded: true } : null;
}
