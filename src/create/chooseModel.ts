import { Problem } from '../core/problem.ts';
import type { CreationQuestion } from '../protocol/creation.ts';
import type { Bench } from './bench.ts';
import { choose, isNotEmpty } from './choose.ts';
import type { CodeFacts } from './codeFacts.ts';
import { datasetSection, type ModelPart } from './configText.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import { type LayerSizes, likelySizes, writtenSizes } from './layerSizes.ts';
import { matchCost } from './matchCost.ts';
import { activationsFor } from './networkModel.ts';
import { orProblem } from './orProblem.ts';
import type { Said } from './said.ts';
import type { Survey } from './survey.ts';

export interface ModelChoice extends Said {
  readonly model: ModelPart | null;
}

/** A network for the examples: without code a small one, with code the one that has the same cost. */
export async function* chooseModel(
  there: Survey,
  code: CodeFacts | null,
  dataset: DatasetFacts,
  bench: Bench,
): AsyncGenerator<CreationQuestion, ModelChoice, string> {
  const tensors = code && 'look' in code ? code.look.tensors : [];
  const written = writtenSizes(there, code?.file ?? '', tensors, dataset);
  const likely = likelySizes(tensors, dataset);
  const first = isNotEmpty(written) ? [yield* choose(written, question, optionOf)] : [];
  const candidates = [...first, ...likely];
  if (code === null) {
    const layers = candidates[0] as LayerSizes;
    const activations = activationsFor(layers.sizes, dataset)[0] as ModelPart['activations'];
    const remark = `Network: ${wordsOf(layers)} (${layers.source}). It is the reference network's backward pass that is checked; to check yours, add "code": { "python": "nn.py" }.`;
    return { model: { layers, activations, match: null }, remarks: [remark], caveats: [] };
  }
  const sections = { dataset: datasetSection(dataset).plain(), code: { [code.kind]: code.file } };
  const tried: Problem[] = [];
  const settled = new Set<number | undefined>();
  for (const layers of candidates) {
    if (!bench.hasTime()) break;
    // Where no loss fitted so many outputs, hidden layers of other sizes do not change that.
    if (settled.has(layers.sizes.at(-1))) continue;
    const match = await orProblem(matchCost(bench, sections, layers, dataset));
    if (match instanceof Problem) tried.push(match);
    else if (match === null) settled.add(layers.sizes.at(-1));
    else {
      const { activations } = match;
      const remark = `Network: ${wordsOf(layers)} (${layers.source}), ${namesOf(activations)}, ${activations.loss}: so it has the cost of ${code.file}.`;
      return { model: { layers, activations, match }, remarks: [remark], caveats: [] };
    }
  }
  return { model: null, remarks: [], caveats: [unmatched(code.file, tried[0])] };
}

const question = { id: 'layers', text: 'How large are the layers?' } as const;

function optionOf({ sizes, source }: LayerSizes) {
  return {
    value: sizes.join(),
    label: wordsOf({ sizes }),
    detail: source,
    line: `"model": { "layers_dims": [${sizes.join(', ')}] }`,
  };
}

function wordsOf({ sizes }: Pick<LayerSizes, 'sizes'>): string {
  return sizes.join(' → ');
}

function namesOf({ hidden, output }: ModelPart['activations']): string {
  const name = typeof hidden === 'string' ? hidden : `${hidden.name} (${hidden.negative_slope})`;
  return `${name} and ${output}`;
}

function unmatched(file: string, problem: Problem | undefined): string {
  const why = problem ? ` (${problem.message})` : '';
  return `No layers and no loss were found with which a network has the cost of ${file}${why}. So the config has no "model", and each parameter is a row of its own. To have a row for each layer, describe them: "model": { "layers_dims": [4, 5, 3] }.`;
}
