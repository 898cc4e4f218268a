import { formatShape } from '../core/tensor.ts';
import { type CodeFacts, rowsOf } from './codeFacts.ts';
import { commentedJson, type Entry, Rows, Section } from './commentedJson.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import type { LayerSizes } from './layerSizes.ts';
import type { CostMatch } from './matchCost.ts';
import { type Activations, layersOf } from './networkModel.ts';

/** What a config is made of; what is null stays out of it. */
export interface Parts {
  readonly dataset: DatasetFacts | null;
  readonly code: CodeFacts | null;
  readonly model: ModelPart | null;
}

/** A network that fits the examples; `match` where it has the cost of the code. */
export interface ModelPart {
  readonly layers: LayerSizes;
  readonly activations: Activations;
  readonly match: CostMatch | null;
}

/** Few enough to be quick, enough to show what one example hides. */
const mostExamples = 5;

/**
 * The text of a config. Every key says what it is for, so that it can be changed without a manual.
 *
 * @param caveats what a person should know before they trust it
 */
export function configText({ dataset, code, model }: Parts, caveats: readonly string[]): string {
  const heading = code
    ? `Checks the backward pass of ${code.file} against numerical gradients. Hover over a key for more about it.`
    : 'Checks the reference network’s own backward pass. For yours add: "code": { "python": "nn.py" }';
  const drawn = model ? 'parameters first, then examples' : 'examples, parameters, arguments';
  return commentedJson(
    [heading, ...caveats],
    new Section([
      { key: 'seed', value: 1, comment: `of every random choice: ${drawn}` },
      ...(dataset ? [{ key: 'dataset', value: datasetSection(dataset) }] : []),
      ...(model ? [{ key: 'model', value: modelSection(model, code) }] : []),
      ...(code ? [codeEntry(code)] : []),
    ]),
  );
}

export function datasetSection({
  file,
  features,
  labels,
  total,
  example,
  scale,
  ...kind
}: DatasetFacts): Section {
  return new Section([
    { key: 'file', value: file, comment: 'paths start from the folder of this config' },
    { key: 'features', value: features, comment: `${total} examples of shape ${formatShape(example)}` },
    { key: 'labels', value: labels, comment: labelKind(kind) },
    {
      key: 'examples',
      value: Math.min(mostExamples, total),
      comment: 'how many are drawn, or which: [0, 7]',
    },
    ...(scale
      ? [
          {
            key: 'scale',
            value: scale.value,
            comment: `features are ${scale.value === 'standardize' ? 'standardized' : `divided by ${scale.value}`}: ${scale.reason}`,
          },
        ]
      : []),
  ]);
}

function labelKind({ classes, width }: Pick<DatasetFacts, 'classes' | 'width'>): string {
  if (width > 1) return classes === null ? `${width} numbers each` : `one-hot, ${classes} classes`;
  return classes === null ? 'one number each' : `classes from 0 to ${classes - 1}`;
}

function modelSection({ layers, activations, match }: ModelPart, code: CodeFacts | null): Section {
  const file = code?.file ?? '';
  const rows: Entry = {
    key: 'layers',
    value: new Rows(layersOf(layers, activations)),
    comment: match ? `those of ${file}: the results have a row for each` : `${layers.source}; describe yours`,
  };
  const loss: Entry = {
    key: 'loss',
    value: activations.loss,
    comment: match ? lossComment(match, file) : 'what training minimises, as a mean over the examples',
  };
  const penalty =
    match && match.l2 !== 0 ? [{ key: 'l2', value: match.l2, comment: penaltyComment(file) }] : [];
  return new Section([rows, loss, ...penalty]);
}

function lossComment({ factor, guarded }: CostMatch, file: string): string {
  if (factor !== 1) return `the cost of ${file} is ${factor} times that of this network`;
  return guarded
    ? `the cost of ${file} is this network’s up to a guard, such as log(p + 1e-8)`
    : `with it this network has the cost of ${file}`;
}

function penaltyComment(file: string): string {
  return `times the sum of squares of the kernels, which ${file} adds`;
}

function codeEntry(code: CodeFacts): Entry {
  const found = rowsOf(code);
  return {
    key: 'code',
    value: { [code.kind]: code.file },
    comment: found === '' ? 'whose backward pass is checked' : `whose backward pass is checked: ${found}`,
  };
}
