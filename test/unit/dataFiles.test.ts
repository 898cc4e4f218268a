import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { openArrays } from '../../src/data/openArrays.ts';
import { open, writeHdf5 } from './support/dataFixtures.ts';
import { temporaryFolder } from './support/folders.ts';

const limit = 2 ** 30;

test('a missing file asks about the nearest name beside it', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array(1) } });
  const folder = dirname(file);
  await assert.rejects(openArrays(join(folder, 'dta.h5'), limit), {
    name: 'Problem',
    code: 'data.missing',
    message: `There is no file dta.h5 in ${folder}. Did you mean data.h5?`,
  });
  await assert.rejects(openArrays(join(folder, 'images.h5'), limit), {
    message: `There is no file images.h5 in ${folder}. Mend the name: paths start from the folder of the config.`,
  });
  const away = join(folder, 'no', 'data.h5');
  await assert.rejects(openArrays(away, limit), {
    code: 'data.missing',
    message: `There is no file ${away}: its folder does not exist. Paths start from the folder of the config.`,
  });
});

test('a folder, an empty file and a file without permission are named', async (t) => {
  const folder = temporaryFolder(t);
  const inner = join(folder, 'inner.h5');
  mkdirSync(inner);
  await assert.rejects(openArrays(inner, limit), {
    code: 'data.directory',
    message: `${inner} is a folder. Name the HDF5 file in it.`,
  });
  const empty = join(folder, 'empty.h5');
  writeFileSync(empty, '');
  await assert.rejects(openArrays(empty, limit), {
    code: 'data.empty',
    message: 'empty.h5 is empty (0 bytes). Copy or download it again, or write it anew.',
  });
});

test('a file that may not be read is named', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array(1) } });
  chmodSync(file, 0);
  // Root may read every file, so for the time of the call root is nobody.
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.('nobody');
  try {
    await assert.rejects(openArrays(file, limit), {
      code: 'data.permission',
      message: `${file} may not be read by you. Change its permissions.`,
    });
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
});

const foreign: readonly (readonly [string, string | Uint8Array, string])[] = [
  [
    'a Git LFS pointer',
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 2572022\n',
    'a Git LFS pointer, the stand-in for a file that was not downloaded: run `git lfs pull`',
  ],
  ['a zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'a zip archive, as np.savez and Keras (.keras) write'],
  ['an npy', new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]), 'a NumPy .npy file'],
  ['a MATLAB 5 file', 'MATLAB 5.0 MAT-file, Platform: GLNXA64', 'a MATLAB file of version 5'],
  ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'compressed with gzip: unpack it first'],
  [
    'a web page',
    '<!DOCTYPE html><html>404</html>',
    'a web page, as a failed download leaves behind: download it again',
  ],
  ['JSON', '{"x": [1, 2]}', 'JSON text'],
  ['CSV', '5.1,3.5,1.4,0.2,setosa\n', 'text, perhaps CSV'],
  ['prose', 'hello\n', 'text'],
  ['zeros', new Uint8Array(4096), 'zeros at least where it begins: copy or download it again'],
  ['something else', new Uint8Array([1, 2, 3, 4]), 'of a kind that is not known here'],
];

for (const [what, content, kind] of foreign) {
  test(`${what} named .h5 is recognised`, async (t) => {
    const file = join(temporaryFolder(t), 'data.h5');
    writeFileSync(file, content);
    await assert.rejects(openArrays(file, limit), {
      name: 'Problem',
      code: 'data.format',
      message: `data.h5 is not an HDF5 file: it is ${kind}. HDF5 files are what h5py.File(name, "w") writes.`,
    });
  });
}

test('other formats are refused by name, with the Python that converts them', async () => {
  const commands = {
    'a.npz': 'z = np.load("a.npz"); [f.create_dataset(k, data=z[k]) for k in z]',
    'a.npy': 'f["x"] = np.load("a.npy")',
    'a.csv': 'f["x"] = np.loadtxt("a.csv", delimiter=",", skiprows=1)',
    'a.mat':
      'from scipy.io import loadmat; [f.create_dataset(k, data=v) for k, v in loadmat("a.mat").items() if k[0] != "_"]',
  };
  for (const [name, command] of Object.entries(commands)) {
    await assert.rejects(openArrays(`/data/${name}`, limit), {
      code: 'data.format',
      message:
        `${name}: reading .${name.slice(2)} files is planned, but this version does not do it. Save it as a.h5, in Python: ` +
        `import h5py, numpy as np; f = h5py.File("a.h5", "w"); ${command}; f.close()`,
    });
  }
});

test('a file without a known extension is read if it begins as HDF5 does, also after a block of 512 bytes', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array([3]) } });
  const plain = join(dirname(file), 'données');
  writeFileSync(plain, readFileSync(file));
  assert.deepEqual((await open(t, plain)).read('x').data, Float64Array.of(3));
  const shifted = join(dirname(file), 'shifted.dat');
  writeFileSync(shifted, Buffer.concat([Buffer.alloc(512, ' '), readFileSync(file)]));
  assert.deepEqual((await open(t, shifted)).read('x').data, Float64Array.of(3));
});

test('a truncated file says how much of it is missing, wherever it was cut', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array(500) } });
  const whole = readFileSync(file);
  for (const length of [100, 1000, whole.length - 1]) {
    const cut = join(dirname(file), `cut${length}.h5`);
    writeFileSync(cut, whole.subarray(0, length));
    await assert.rejects(openArrays(cut, limit), {
      code: 'data.truncated',
      message: `${basename(cut)} is truncated: it should have ${whole.length} bytes and has ${length}. Copy or download it again.`,
    });
  }
  const stub = join(dirname(file), 'stub.h5');
  writeFileSync(stub, whole.subarray(0, 20));
  await assert.rejects(openArrays(stub, limit), { name: 'Problem', code: 'data.corrupt' });
});

test('a compressed chunk that cannot be decoded is an error, not numbers', async (t) => {
  const values = Float64Array.from({ length: 1000 }, (_, k) => Math.sin(k));
  const file = await writeHdf5(t, {
    x: { data: values, shape: [100, 10], chunks: [10, 10], compression: 4 },
  });
  const bytes = readFileSync(file);
  // Deflate streams of level 4 begin with 78 5e; the last of them belongs to some of the later rows.
  const last = bytes.lastIndexOf(Buffer.from([0x78, 0x5e]));
  assert.ok(last > 0);
  for (let k = last + 10; k < last + 40; k++) bytes[k] = 0xff ^ (bytes[k] as number);
  writeFileSync(file, bytes);
  const source = await open(t, file);
  assert.throws(
    () => source.read('x'),
    (error: Error & { code: string; detail: string }) => {
      assert.equal(error.code, 'data.corrupt');
      assert.equal(
        error.message,
        'data.h5 is damaged: a compressed block of it cannot be decoded. Copy or download it again, or write it anew.',
      );
      assert.match(error.detail, /HDF5-DIAG/);
      return true;
    },
  );
});

test('a damaged header is a problem, whichever byte of it is wrong', async (t) => {
  const file = await writeHdf5(t, { x: { data: new Float64Array([1, 2, 3]) } });
  const whole = readFileSync(file);
  const damaged = join(dirname(file), 'damaged.h5');
  for (let at = 8; at < 96; at += 4) {
    const bytes = Buffer.from(whole);
    bytes[at] = 0xff ^ (bytes[at] as number);
    writeFileSync(damaged, bytes);
    try {
      const source = await openArrays(damaged, limit);
      assert.deepEqual(source.read('x').data, Float64Array.of(1, 2, 3), `byte ${at}`);
      source.close();
    } catch (error) {
      assert.equal((error as Error).name, 'Problem', `byte ${at}: ${error}`);
    }
  }
});
