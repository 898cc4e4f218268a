import type { Config, NetworkConfig } from '../config/schema.ts';
import type { RandomState } from '../core/random.ts';
import type { Note } from '../report/note.ts';
import type { FrameArray } from '../subjects/process/frame.ts';
import type { ReferenceSubject } from '../subjects/referenceSubject.ts';
import { describedNetwork, type OpenFile, referenceOf } from './describedNetwork.ts';
import { datasetInput } from './modelInput.ts';

/** What code that runs is given: examples, and the parameters of the network that the config describes. */
export interface ProgramMaterial {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: readonly FrameArray[];
  /** Indices in the dataset. */
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
  /** The network that the config describes; null where it describes none. */
  readonly reference: ReferenceSubject | null;
}

/** Reads the examples, and draws the parameters, as for the reference network: both see the same. */
export async function programMaterial(
  config: Config,
  open: OpenFile,
  memoryBytes: number,
  random: RandomState,
): Promise<ProgramMaterial> {
  if (config.model === undefined) {
    if (config.dataset === undefined) {
      return { header: {}, arrays: [], examples: [], notes: [], reference: null };
    }
    const { batch, x } = (await datasetInput(config, open)).read(random);
    const { arrays, header } = examplesOf(batch.labels, x);
    return { header, arrays, examples: batch.examples, notes: batch.notes, reference: null };
  }
  const described = config as NetworkConfig;
  const input = await datasetInput(config, open);
  const { network, notes } = await describedNetwork(described, input, open, memoryBytes, random);
  const { batch, x } = input.read(random);
  notes.push(...batch.notes);
  const reference = referenceOf(described, network, batch, x.data, notes);
  const { arrays, header } = examplesOf(batch.labels, x);
  const types = new Map(network.layers.map(({ name, type }) => [name, type]));
  return {
    header: {
      ...header,
      layers: described.model.layers.map(({ path, ...layer }) => layer),
      loss: described.model.loss?.name ?? null,
      tensors: network.tensors.map(({ layer, parameter }) => ({
        layer,
        type: types.get(layer) ?? '',
        name: parameter.name,
        shape: parameter.shape,
      })),
    },
    arrays: [
      ...arrays,
      ...network.tensors.map(({ layer, parameter }) => ({
        name: `${layer}/${parameter.name}`,
        shape: parameter.shape,
        data: parameter.values,
      })),
    ],
    examples: batch.examples,
    notes,
    reference,
  };
}

function examplesOf(
  labels: { shape: readonly number[]; data: Float64Array; integers: boolean; classes?: number | null },
  x: { shape: readonly number[]; data: Float64Array },
) {
  return {
    header: { classes: labels.integers ? (labels.classes ?? null) : null },
    arrays: [
      { name: 'x', shape: x.shape, data: x.data },
      { name: 'y', shape: labels.shape, data: labels.data },
    ] satisfies FrameArray[],
  };
}
