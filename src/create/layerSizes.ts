import type { SubjectTensor } from '../core/gradcheck/subject.ts';
import { sizeOf } from '../core/tensor.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import type { SizeList } from './sizeLists.ts';
import type { Survey } from './survey.ts';

/** Sizes that a network may have: [inputs, hidden …, outputs]. */
export interface LayerSizes {
  readonly sizes: readonly number[];
  readonly useBias: boolean;
  /** Where they come from, in words. */
  readonly source: string;
}

/** Sizes of hidden layers that are made up: small, and no two the same, because a square kernel hides a transposed one. */
const smallSizes = [5, 4, 6, 7, 8, 9, 10, 11];

/** Sizes that the file's own lists give a network for these examples: what a person wrote comes before what we make up. */
export function writtenSizes(
  survey: Survey,
  code: string,
  tensors: readonly SubjectTensor[],
  dataset: DatasetFacts,
): LayerSizes[] {
  const useBias = hasBias(tensors);
  const near = [...survey.sizes].sort((a, b) => Number(b.file === code) - Number(a.file === code));
  return distinct(
    near.flatMap(({ file, name, sizes }) =>
      fitted(sizes, dataset).map((fit) => ({ sizes: fit, useBias, source: `${name} in ${file}` })),
    ),
  );
}

/** Sizes to try where none are written: those of the code's own parameters, or as many small ones. */
export function likelySizes(tensors: readonly SubjectTensor[], dataset: DatasetFacts): LayerSizes[] {
  const inputs = sizeOf(dataset.example);
  const useBias = hasBias(tensors);
  const chains = chainsOf(tensors);
  const own = chains
    .filter(([first, ...units]) => first === inputs && units.length > 0)
    .map((sizes) => ({ sizes, useBias, source: 'the shapes of its parameters' }));
  const depths = [...chains.slice(0, 1).map(({ length }) => length - 2), 1].filter((depth) => depth >= 0);
  const made = outputsFor(dataset).flatMap((outputs) =>
    depths.map((depth) => {
      const hidden = smallSizes.filter((size) => size !== inputs && size !== outputs).slice(0, depth);
      return {
        sizes: [inputs, ...hidden, outputs],
        useBias,
        source: 'a small network that fits the examples',
      };
    }),
  );
  return distinct([...own, ...made]);
}

/** How many units the last layer can have for such labels, likeliest first. */
export function outputsFor({ width, classes }: DatasetFacts): number[] {
  if (width > 1) return [width];
  return classes === null ? [1] : classes === 2 ? [1, 2] : [classes];
}

/** Lists as they are where both ends fit the examples; an end that is no number is what the examples make it. */
function fitted(sizes: SizeList['sizes'], dataset: DatasetFacts): number[][] {
  const [first, last] = [sizes[0] ?? null, sizes.at(-1) ?? null];
  const inputs = sizeOf(dataset.example);
  if (sizes.length < 2 || (first ?? inputs) !== inputs) return [];
  const hidden = sizes.slice(1, -1) as number[];
  return outputsFor(dataset)
    .filter((outputs) => (last ?? outputs) === outputs)
    .map((outputs) => [inputs, ...hidden, outputs]);
}

/** The sizes by which kernels follow one another, (inputs, units) or (units, inputs); both where both fit. */
function chainsOf(tensors: readonly SubjectTensor[]): number[][] {
  const kernels = tensors.filter((tensor) => tensor.shape.length === 2 && !isBias(tensor));
  if (kernels.length === 0) return [];
  const shapes = kernels.map(({ shape }) => shape as [number, number]);
  return [shapes, shapes.map(([units, inputs]): [number, number] => [inputs, units])]
    .filter((chain) => chain.every(([, units], k) => units === (chain[k + 1]?.[0] ?? units)))
    .map((chain) => [(chain[0] as [number, number])[0], ...chain.map(([, units]) => units)]);
}

/** Unless there are parameters and none of them is a bias. */
function hasBias(tensors: readonly SubjectTensor[]): boolean {
  return tensors.length === 0 || tensors.some(isBias);
}

/** A vector, or so called by the last word of its name, as in `b1`, `layers[0].bias` or `b_out`. */
function isBias({ name, shape }: SubjectTensor): boolean {
  return shape.length === 1 || /(^|[^a-z])b(ias|iases)?(_?[a-z]{0,7})?_?\d*\]?$/i.test(name);
}

function distinct(candidates: readonly LayerSizes[]): LayerSizes[] {
  const seen = new Map(candidates.toReversed().map((candidate) => [candidate.sizes.join(), candidate]));
  return candidates.filter((candidate) => seen.get(candidate.sizes.join()) === candidate);
}
