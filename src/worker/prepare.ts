import { resolve } from 'node:path';
import type { Config, NetworkConfig } from '../config/schema.ts';
import type { Network } from '../core/network.ts';
import type { ConfigPath } from '../core/problem.ts';
import { RandomState } from '../core/random.ts';
import type { ArraySource } from '../data/arraySource.ts';
import { locate } from '../data/locate.ts';
import { openArrays } from '../data/openArrays.ts';
import type { Note } from '../report/note.ts';
import { RecordedSubject } from '../subjects/recordedSubject.ts';
import { describedNetwork, type OpenFile, referenceOf } from './describedNetwork.ts';
import type { RunHost, RunRequest } from './messages.ts';
import { datasetInput, recordedInput } from './modelInput.ts';
import type { Preparation } from './preparation.ts';
import { prepareProgram } from './prepareProgram.ts';
import { programMaterial } from './programMaterial.ts';
import { holdsParameters, layoutNotes, readTensors, setParameters } from './recordedFile.ts';

/**
 * From a config to what is checked. The random stream is spent in the order that the config promises:
 * parameters layer by layer, then the examples.
 *
 * @param folder what relative paths start from
 * @throws Problem about a value of the config, or a line of code
 */
export async function prepare(
  config: Config,
  folder: string,
  request: RunRequest,
  host: RunHost,
): Promise<Preparation> {
  const memoryBytes = request.memoryLimitMB * 2 ** 20;
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
  const random = new RandomState(config.seed);
  try {
    const { code } = config;
    if (code && code.kind !== 'recorded') {
      const material = await programMaterial(config, open, memoryBytes, random);
      return await prepareProgram(config, code, material, folder, request.programs, host);
    }
    // The schema lets only code that runs do without a model.
    return await prepareNetwork(config as NetworkConfig, open, memoryBytes, random);
  } finally {
    for (const source of sources) source.close();
  }
}

async function prepareNetwork(
  config: NetworkConfig,
  open: OpenFile,
  memoryBytes: number,
  random: RandomState,
): Promise<Preparation> {
  const recordedFile = config.code?.kind === 'recorded' ? config.code.file : null;
  const recorded = recordedFile === null ? null : await open(['code', 'recorded'], recordedFile);
  const ownInput = recorded && locate(['code', 'recorded'], () => recordedInput(config, recorded));
  const input = ownInput ?? (await datasetInput(config, open));
  const { network, notes } = await describedNetwork(config, input, open, memoryBytes, random);
  const gradients = recorded && locate(['code', 'recorded'], () => readRecorded(recorded, network, notes));
  if (recorded && !ownInput) notes.push(noBatch);

  const { batch, x } = input.read(random);
  notes.push(...batch.notes);
  const reference = referenceOf(config, network, batch, x.data, notes);
  return {
    subject: gradients ? new RecordedSubject(reference, gradients) : reference,
    examples: ownInput ? [] : batch.examples,
    notes,
    code: null,
  };
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
