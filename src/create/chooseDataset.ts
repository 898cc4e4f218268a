import { Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArrayPair } from '../data/arrayPair.ts';
import type { ArraySource } from '../data/arraySource.ts';
import type { CreationQuestion } from '../protocol/creation.ts';
import type { Bench } from './bench.ts';
import { choose, isNotEmpty } from './choose.ts';
import { type DatasetFacts, datasetFacts } from './datasetFacts.ts';
import { orProblem } from './orProblem.ts';
import { pairsIn } from './pairs.ts';
import type { Said } from './said.ts';
import type { Survey } from './survey.ts';

const mostFiles = 20;

const question = { id: 'dataset', text: 'Which dataset do the examples come from?' } as const;

export interface DatasetChoice extends Said {
  readonly dataset: DatasetFacts | null;
}

interface PairsOfFile {
  readonly file: string;
  readonly pairs: readonly [ArrayPair, ...ArrayPair[]];
}

/** The file and the arrays that the examples come from; null where there are none. */
export async function* chooseDataset(
  { data: files }: Survey,
  bench: Bench,
): AsyncGenerator<CreationQuestion, DatasetChoice, string> {
  const found: PairsOfFile[] = [];
  const unread: string[] = [];
  for (const file of files.slice(0, mostFiles)) {
    const pairs = await orProblem(read(file, bench, pairsIn));
    if (pairs instanceof Problem) unread.push(pairs.message);
    else if (isNotEmpty(pairs)) found.push({ file, pairs });
  }
  if (!isNotEmpty(found)) return { dataset: null, remarks: [], caveats: unread };
  const { file, pairs } = yield* choose(found, question, (each) => ({
    value: each.file,
    label: each.file,
    detail: each.pairs.length === 1 ? words(each.pairs[0]) : `${each.pairs.length} pairs of arrays`,
    line: `"dataset": { "file": "${each.file}" }`,
  }));
  const pair = yield* choose(
    pairs,
    { id: 'arrays', text: `Which arrays of ${file} are the examples?` },
    (each) => ({
      value: each.features.path,
      label: each.features.path,
      detail: words(each),
      line: `"features": "${each.features.path}", "labels": "${each.labels.path}"`,
    }),
  );
  const dataset = await read(file, bench, (source) => datasetFacts(file, source, pair));
  const { scale } = dataset;
  const scaled = scale
    ? [
        `The features of ${file} are scaled ("scale": ${JSON.stringify(scale.value)}), because ${scale.reason}.`,
      ]
    : [];
  return { dataset, remarks: [`Dataset: ${file} (${words(pair)}).`, ...scaled], caveats: [] };
}

async function read<Result>(
  file: string,
  bench: Bench,
  what: (source: ArraySource) => Result,
): Promise<Result> {
  const source = await bench.open(file);
  try {
    return what(source);
  } finally {
    source.close();
  }
}

function words({ features, labels, axes }: ArrayPair): string {
  const { path, shape } = features;
  return `${axes.total} examples, features ${path} ${formatShape(shape)} with labels ${labels.path}`;
}
