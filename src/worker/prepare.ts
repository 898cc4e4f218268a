import { resolve } from 'node:path';
import type { Config } from '../config/schema.ts';
import type { Subject } from '../core/gradcheck/subject.ts';
import type { LayerSpec } from '../core/layers/buildLayer.ts';
import { defaultLoss, lossOf } from '../core/losses/chooseLoss.ts';
import type { LossSpec } from '../core/losses/loss.ts';
import { type Labels, readTargets } from '../core/losses/targets.ts';
import { Network } from '../core/network.ts';
import { type ConfigPath, Problem } from '../core/problem.ts';
import type { RandomState } from '../core/random.ts';
import type { ArraySource } from '../data/arraySource.ts';
import { locate } from '../data/locate.ts';
import { openArrays } from '../data/openArrays.ts';
import type { Note } from '../report/note.ts';
import { RecordedSubject } from '../subjects/recordedSubject.ts';
import { ReferenceSubject } from '../subjects/referenceSubject.ts';
import { lastActivated, lossNotes } from './lossNotes.ts';
import { datasetInput, type ModelInput, recordedInput } from './modelInput.ts';
import { assertNetworkFits } from './networkMemory.ts';
import { holdsParameters, layoutNotes, readTensors, setParameters } from './recordedFile.ts';

/** A check that is ready to run. */
export interface Preparation {
  readonly subject: Subject;
  /** Indices in the dataset; empty when the batch came with recorded gradients. */
  readonly examples: readonly number[];
  readonly notes: readonly Note[];
}

/**
 * From a config to what is checked. The random stream is spent in the order that the config promises:
 * parameters layer by layer, then the examples.
 *
 * @param folder what relative paths start from
 * @throws Problem about a value of the config
 */
export async function prepare(
  config: Config,
  folder: string,
  memoryBytes: number,
  random: RandomState,
): Promise<Preparation> {
  const sources: ArraySource[] = [];
  const open = async (path: ConfigPath, file: string) => {
    const source = await openArrays(resolve(folder, file), memoryBytes).catch((problem) =>
      locate(path, () => {
        throw problem;
      }),
    );
    sources.push(source);
    return source;
  };
  try {
    const recorded = config.code && (await open(['code', 'recorded'], config.code.recorded));
    const ownInput = recorded && locate(['code', 'recorded'], () => recordedInput(config, recorded));
    const input = ownInput ?? (await datasetInput(config, open));
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
    const gradients = recorded && locate(['code', 'recorded'], () => readRecorded(recorded, network, notes));
    if (recorded && !ownInput) notes.push(noBatch);

    const { batch, x } = input.read(random);
    notes.push(...batch.notes);
    const { spec, targets } = lossAndTargets(config, network, batch.labels);
    notes.push(...lossNotes(config, spec));
    const loss = lossOf(spec, network.outputShape.at(-1) ?? 1);
    const reference = new ReferenceSubject(network, loss, { m: batch.examples.length, x: x.data, targets });
    return {
      subject: gradients ? new RecordedSubject(reference, gradients) : reference,
      examples: ownInput ? [] : batch.examples,
      notes,
    };
  } finally {
    for (const source of sources) source.close();
  }
}

const noBatch: Note = {
  code: 'recorded.batch',
  message:
    'The recorded file has no batch, so the examples that this config draws were used. Its gradients must be those of the same examples, in /batch/x and /batch/y if in doubt.',
  path: ['code', 'recorded'],
  severityOfFailure: 'warning',
};

const noParameters: Note = {
  code: 'recorded.parameters',
  message:
    'The recorded file has no parameters, so those of this config were used. Write /parameters/<layer>/kernel and /bias beside the gradients, to be sure that both sides mean the same point.',
  path: ['code', 'recorded'],
  severityOfFailure: 'warning',
};

function readRecorded(source: ArraySource, network: Network, notes: Note[]) {
  if (holdsParameters(source, network.tensors)) {
    const stored = readTensors(source, network.tensors, 'parameters');
    setParameters(network.tensors, stored);
    notes.push(...layoutNotes(stored, network.tensors, ['code', 'recorded']));
  } else {
    notes.push(noParameters);
  }
  const gradients = readTensors(source, network.tensors, 'gradients');
  notes.push(...layoutNotes(gradients, network.tensors, ['code', 'recorded']));
  return gradients;
}

/** @throws Problem at the layer that cannot follow */
function buildNetwork(config: Config, input: ModelInput, random: RandomState): Network {
  const { layers, initializer, l2 } = config.model;
  const specs = layers.map(
    (layer): LayerSpec =>
      layer.type === 'Dense'
        ? { kernel_initializer: initializer.kernel, bias_initializer: initializer.bias, ...layer }
        : layer,
  );
  try {
    const network = new Network(specs, input.shape, input.m, l2, random);
    refuseConstantSoftmax(config, network);
    if (network.tensors.length > 0) return network;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    throw problem.at(layers[problem.path[0] as number]?.path ?? ['model']);
  }
  throw new Problem(
    'config.noParameters',
    'No layer of this model has parameters, so there is no gradient to check. Add a Dense layer.',
    {
      path: ['model'],
    },
  );
}

/** @throws Problem where a softmax has a single unit: its output is 1 whatever goes in */
function refuseConstantSoftmax(config: Config, network: Network): void {
  for (const [k, layer] of config.model.layers.entries()) {
    const softmax = 'activation' in layer && layer.activation.name === 'softmax';
    if (!softmax || network.layers[k]?.outputShape.at(-1) !== 1) continue;
    throw new Problem(
      'config.value',
      `A softmax over 1 unit is always 1, whatever goes in, so that ${layer.name} could never learn. Write "sigmoid" for two classes in one unit, or give it one unit for each class.`,
      { path: [k] },
    );
  }
}

function lossAndTargets(
  config: Config,
  network: Network,
  labels: Labels,
): { spec: LossSpec; targets: Float64Array } {
  const last = config.model.layers.at(-1);
  const activation = lastActivated(config)?.activation.name ?? 'linear';
  const spec = config.model.loss ?? defaultLoss(activation, labels, network.outputShape.at(-1) ?? 1);
  const targets = locate(last?.path ?? ['model'], () => readTargets(labels, spec, network.outputShape));
  return { spec, targets };
}

function dropoutNotes(config: Config): Note[] {
  return config.model.layers
    .filter((layer) => layer.type === 'Dropout' && layer.seed === undefined)
    .map((layer) => ({
      code: 'dropout.unseeded',
      message: `${layer.name} is left out of the check: it has no seed, and with a new mask for each evaluation the cost would have no derivative. Give it one, such as "seed": 1, to check with a fixed mask.`,
      path: layer.path,
      layer: layer.name,
    }));
}
