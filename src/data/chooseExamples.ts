import { type ConfigPath, Problem } from '../core/problem.ts';
import { formatShape } from '../core/tensor.ts';
import type { ArrayInfo } from './arraySource.ts';
import type { BatchNote } from './batch.ts';
import { drawExamples, type Permuting } from './drawExamples.ts';
import type { LabelReader } from './labelReader.ts';

const path: ConfigPath = ['dataset', 'examples'];

/**
 * The indices of the examples: those listed, or as many as asked for, drawn.
 * Throws `dataset.examples` when there are not so many, or when an index is no example or is listed twice.
 */
export function chooseExamples(
  asked: number | readonly number[],
  features: ArrayInfo,
  total: number,
  random: Permuting,
  labels: LabelReader,
): { readonly examples: readonly number[]; readonly note: BatchNote | null } {
  const there = `${features.path} ${formatShape(features.shape)} has ${total}`;
  if (typeof asked !== 'number') {
    assertIndices(asked, total, there);
    return { examples: asked, note: null };
  }
  if (!Number.isInteger(asked) || asked < 1 || asked > total) {
    const remedy = total > 0 ? `Set "examples" to 1 to ${total}.` : 'Name features that have some.';
    throw new Problem('dataset.examples', `${asked} examples are to be drawn, and ${there}. ${remedy}`, {
      path,
    });
  }
  const { examples, replaced } = drawExamples(asked, total, random, (some) => labels.classesOf(some));
  if (!replaced) return { examples, note: null };
  const message =
    `The examples drawn had one label only, so example ${replaced.out} was replaced by ${replaced.by}, the next with another label. ` +
    'List the indices as "examples" to choose them yourself.';
  return { examples, note: { code: 'dataset.replaced', message, path } };
}

function assertIndices(indices: readonly number[], total: number, there: string): void {
  if (indices.length === 0)
    throw new Problem('dataset.examples', 'No example is listed. List at least one.', { path });
  const listed = new Set<number>();
  for (const [k, index] of indices.entries()) {
    const at = [...path, k];
    if (!Number.isInteger(index) || index < 0 || index >= total) {
      throw new Problem(
        'dataset.examples',
        `There is no example ${index}: ${there}, numbered 0 to ${total - 1}.`,
        {
          path: at,
        },
      );
    }
    if (listed.has(index)) {
      throw new Problem('dataset.examples', `Example ${index} is listed twice. Remove one of the two.`, {
        path: at,
      });
    }
    listed.add(index);
  }
}
