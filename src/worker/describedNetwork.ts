import type { NetworkConfig } from '../config/schema.ts';
import { lossOf } from '../core/losses/chooseLoss.ts';
import type { Network } from '../core/network.ts';
import type { ConfigPath } from '../core/problem.ts';
import type { RandomState } from '../core/random.ts';
import type { ArraySource } from '../data/arraySource.ts';
import type { Batch } from '../data/batch.ts';
import { locate } from '../data/locate.ts';
import type { Note } from '../report/note.ts';
import { ReferenceSubject } from '../subjects/referenceSubject.ts';
import { buildNetwork, lossAndTargets } from './buildNetwork.ts';
import { lossNotes } from './lossNotes.ts';
import type { ModelInput } from './modelInput.ts';
import { assertNetworkFits } from './networkMemory.ts';
import { layoutNotes, readTensors, setParameters } from './recordedFile.ts';

/** Opens a file that a value of the config names. */
export type OpenFile = (path: ConfigPath, file: string) => Promise<ArraySource>;

/** The network that a config describes at the point that it describes: drawn parameters, or those of a file. */
export async function describedNetwork(
  config: NetworkConfig,
  input: ModelInput,
  open: OpenFile,
  memoryBytes: number,
  random: RandomState,
): Promise<{ network: Network; notes: Note[] }> {
  const notes = dropoutNotes(config);
  assertNetworkFits(config.model.layers, input.shape, input.m, memoryBytes);
  const network = buildNetwork(config, input, random);
  if (config.model.parameters !== undefined) {
    const file = await open(['model', 'parameters'], config.model.parameters);
    locate(['model', 'parameters'], () => {
      const stored = readTensors(file, network.tensors, 'parameters');
      setParameters(network.tensors, stored);
      notes.push(...layoutNotes(stored, network.tensors, ['model', 'parameters']));
    });
  }
  return { network, notes };
}

/**
 * The reference network on a batch.
 *
 * @param x (m, …) features as the first layer takes them
 * @param notes receives what is worth knowing about the loss
 */
export function referenceOf(
  config: NetworkConfig,
  network: Network,
  batch: Batch,
  x: Float64Array,
  notes: Note[],
): ReferenceSubject {
  const { spec, targets } = lossAndTargets(config, network, batch.labels);
  notes.push(...lossNotes(config, spec));
  const loss = lossOf(spec, network.outputShape.at(-1) ?? 1);
  return new ReferenceSubject(network, loss, { m: batch.examples.length, x, targets });
}

function dropoutNotes(config: NetworkConfig): Note[] {
  return config.model.layers
    .filter((layer) => layer.type === 'Dropout' && layer.seed === undefined)
    .map((layer) => ({
      code: 'dropout.unseeded',
      message: `${layer.name} is left out of the check: it has no seed, and with a new mask for each evaluation the cost would have no derivative. Give it one, such as "seed": 1, to check with a fixed mask.`,
      path: layer.path,
      layer: layer.name,
    }));
}
