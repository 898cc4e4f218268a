import { RecordedSubject } from '../../../src/subjects/recordedSubject.ts';
import type { StoredTensor } from '../../../src/subjects/storedTensors.ts';
import { build, type NetworkCase } from './networkCase.ts';

/**
 * A case's own gradients as another code would have written them, in the layout of the network.
 *
 * @param spoil changes them; the index is the tensor's, kernels and biases counted through the layers
 */
export async function recorded(
  from: NetworkCase,
  spoil: (gradients: Float64Array[]) => void,
  singlePrecision = false,
): Promise<RecordedSubject> {
  const { network, subject } = build(from);
  const gradients = (await subject.analyticalGradients()).map((values) => values.slice());
  spoil(gradients);
  return new RecordedSubject(
    subject,
    network.tensors.map(
      ({ layer, parameter }, t): StoredTensor => ({
        name: `gradients/${layer}/${parameter.name}`,
        shape: parameter.shape,
        values: gradients[t] as Float64Array,
        transposed: false,
        unusual: false,
        singlePrecision,
      }),
    ),
  );
}
