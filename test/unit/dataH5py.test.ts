import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readBatch } from '../../src/data/dataset.ts';
import { open, withH5py } from './support/dataFixtures.ts';

test('what h5py wrote is what is read: byte orders, bool, filters, scalars', async (t) => {
  const made = withH5py(
    t,
    `
import json
f = h5py.File('types.h5', 'w')
values = {
  'big_f4': np.array([0.1, -2.5e30], '>f4'), 'big_f8': np.array([0.1, 1e-310], '>f8'),
  'big_i2': np.array([-2, 300], '>i2'), 'big_i8': np.array([-2, 2**40], '>i8'), 'big_u4': np.array([1, 2**32 - 1], '>u4'),
  'bool': np.array([True, False, True]), 'scalar': np.float64(3.5), 'none': np.zeros((0, 5)),
}
for name, value in values.items(): f[name] = value
f.create_dataset('enum', data=np.array([0, 5], 'i2'), dtype=h5py.enum_dtype({'cat': 0, 'dog': 5}, 'i2'))
table = np.random.RandomState(0).randn(40, 6)
f.create_dataset('gzip', data=table, chunks=(7, 4), compression='gzip', shuffle=True)
f.create_dataset('checked', data=table, chunks=(7, 6), fletcher32=True)
f.create_dataset('offset', data=np.arange(100), chunks=(10,), scaleoffset=0)
f.create_dataset('compact/deep/er', data=[1, 2])
f.close()
f = h5py.File('types.h5')
paths = []
f.visititems(lambda path, node: paths.append(path) if isinstance(node, h5py.Dataset) else None)
print(json.dumps({path: {'shape': f[path].shape, 'data': np.asarray(f[path][()], 'f8').ravel().tolist()} for path in paths}))
`,
  );
  if (!made) return;
  const source = await open(t, join(made.folder, 'types.h5'));
  const expected: Record<string, { shape: number[]; data: number[] }> = JSON.parse(made.printed);
  assert.deepEqual(
    source
      .datasets()
      .map(({ path }) => path)
      .sort(),
    Object.keys(expected).sort(),
  );
  for (const [path, { shape, data }] of Object.entries(expected)) {
    const read = source.read(path);
    assert.deepEqual({ shape: read.shape, data: Array.from(read.data) }, { shape, data }, path);
  }
  const kinds = ['big_f4', 'big_i8', 'bool', 'enum'].map((path) => source.info(path).type);
  assert.deepEqual(kinds, ['float32', 'int64', 'bool', 'enumeration']);
  assert.deepEqual(source.info('gzip').chunks, [7, 4]);
});

test('types that hold no plain numbers are refused by name, each with its remedy', async (t) => {
  const made = withH5py(
    t,
    `
f = h5py.File('types.h5', 'w')
f['half'] = np.zeros(2, 'f2')
f['long'] = np.zeros(2, np.longdouble)
f['complex'] = np.zeros(2, complex)
f['record'] = np.zeros(2, [('a', 'f4'), ('b', 'i4')])
f['fixed'] = np.array([b'cat', b'dog'])
f.create_dataset('text', data=['cat', 'dog'], dtype=h5py.string_dtype())
f.create_dataset('ragged', shape=(2,), dtype=h5py.vlen_dtype('i4'))
f.create_dataset('reference', data=np.array([f['half'].ref], h5py.ref_dtype))
f.create_dataset('packed', data=np.arange(100), chunks=(10,), compression='lzf')
f['empty'] = h5py.Empty('f4')
f.close()
`,
  );
  if (!made) return;
  const source = await open(t, join(made.folder, 'types.h5'));
  const messageOf = (path: string) => {
    try {
      source.read(path);
    } catch (error) {
      assert.equal((error as Error).name, 'Problem');
      return (error as Error).message.replace(`${path} in types.h5 `, '');
    }
    return assert.fail(`${path} was read`);
  };
  const unread = (type: string, remedy: string) => `is of type ${type}, which is not read here. ${remedy}`;
  const float = 'Save it as float32 or float64: x.astype("float64").';
  const text = 'Save numbers, for labels the index of each class: np.unique(y, return_inverse=True)[1].';
  assert.equal(messageOf('half'), unread('float16', float));
  assert.match(messageOf('long'), /^is of type float(64|96|128), which is not read here/);
  assert.equal(
    messageOf('complex'),
    unread('complex128', 'Save the real and the imaginary part as arrays of their own.'),
  );
  assert.equal(
    messageOf('record'),
    unread('compound (a, b)', 'Save each of its fields as an array of its own.'),
  );
  assert.equal(messageOf('fixed'), unread('string', text));
  assert.equal(messageOf('text'), unread('string', text));
  assert.equal(
    messageOf('ragged'),
    unread('variable-length list', 'Save rows of one length as a two-dimensional array.'),
  );
  assert.equal(messageOf('reference'), unread('reference', 'Save it as an array of integers or floats.'));
  assert.equal(
    messageOf('packed'),
    'is compressed with lzf, which is not available here. Save it with compression="gzip".',
  );
  assert.equal(messageOf('empty'), 'holds nothing (h5py.Empty). Save an array there.');
  assert.equal(source.bytesRead, 0);
});

test('links are followed, and those that lead nowhere say so', async (t) => {
  const made = withH5py(
    t,
    `
other = h5py.File('other.h5', 'w'); other['x'] = np.arange(3.); other.close()
f = h5py.File('links.h5', 'w')
f['group/x'] = np.arange(4.)
f['soft'] = h5py.SoftLink('/group/x')
f['hard'] = f['group/x']
f['external'] = h5py.ExternalLink('other.h5', '/x')
f['group/up'] = f['/']
f['group/self'] = h5py.SoftLink('/group')
f['gone'] = h5py.SoftLink('/nowhere')
f['away'] = h5py.ExternalLink('missing.h5', '/x')
f['circle'] = h5py.SoftLink('/circle')
layout = h5py.VirtualLayout((2, 3), 'f8')
layout[0] = h5py.VirtualSource('other.h5', 'x', (3,))
layout[1] = h5py.VirtualSource('missing.h5', 'x', (3,))
f.create_virtual_dataset('virtual', layout, fillvalue=-1)
f.create_dataset('raw', shape=(4,), dtype='f8', external=[('missing.raw', 0, 32)])
f.close()
`,
  );
  if (!made) return;
  const source = await open(t, join(made.folder, 'links.h5'));
  assert.deepEqual(
    source.datasets().map(({ shape }) => shape),
    [[3], [4], [4], [2, 3]],
    'each array once',
  );
  for (const path of ['soft', 'hard', 'group/x', 'group/up/group/self/x']) {
    assert.deepEqual(source.read(path).data, Float64Array.of(0, 1, 2, 3), path);
  }
  assert.deepEqual(source.read('external').data, Float64Array.of(0, 1, 2));
  assert.throws(() => source.read('gone'), {
    code: 'data.name',
    message:
      'gone in links.h5 is a link to /nowhere, which leads nowhere. Mend the link, or name the dataset itself.',
  });
  assert.throws(() => source.read('circle'), {
    code: 'data.name',
    message:
      'circle in links.h5 is a link in a circle, which leads nowhere. Mend the link, or name the dataset itself.',
  });
  assert.throws(() => source.read('away'), {
    code: 'data.name',
    message:
      'away in links.h5 is a link to /x in missing.h5, which is not beside links.h5. Put that file there, or name the dataset itself.',
  });
  assert.throws(() => source.read('virtual'), {
    code: 'data.missing',
    message:
      'virtual (2, 3) in links.h5 is a virtual dataset, and its file missing.h5 is not there. ' +
      'Put it beside links.h5, or save the array in links.h5 itself.',
  });
  assert.throws(() => source.read('raw'), {
    code: 'data.missing',
    message:
      'links.h5 keeps these numbers in another file, which is not there. Put that file back, or save the array in links.h5 itself.',
  });
});

test('five gigabytes cost their examples and the labels', async (t) => {
  const made = withH5py(
    t,
    `
f = h5py.File('big.h5', 'w')
f.create_dataset('x', shape=(52000, 64, 64, 3), dtype='f8', chunks=(4, 64, 64, 3), fillvalue=0.25)
f['y'] = np.arange(52000) % 2
f.close()
f = h5py.File('big.h5')
print(f['x'].nbytes)
`,
  );
  if (!made) return;
  assert.equal(Number(made.printed), 5_111_808_000);
  const source = await open(t, join(made.folder, 'big.h5'), 64 * 2 ** 20);
  const random = { permutation: () => [51_999, 7, 20_000] };
  const batch = readBatch(source, { examples: 3, order: 'C', scale: 0.5 }, random);
  assert.deepEqual(batch.examples, [51_999, 7, 20_000]);
  assert.deepEqual(batch.features.shape, [3, 64, 64, 3]);
  assert.ok(batch.features.data.every((value) => value === 0.5));
  assert.deepEqual(batch.labels.data, Float64Array.of(1, 1, 0));
  const example = 64 * 64 * 3 * 8;
  assert.equal(source.bytesRead, 3 * example + 52_000 * 8);
  assert.throws(
    () =>
      readBatch(
        source,
        { examples: 52_000, order: 'C' },
        { permutation: (n) => new Int32Array(n).map((_, k) => k) },
      ),
    {
      code: 'data.memory',
      path: ['dataset', 'features'],
      message:
        'Too large to hold: 52000 examples of x would need 4.8 GB, and the limit is 64 MB. ' +
        'Use less of it, such as fewer `examples`, or raise the limit (the setting gradientCheck.memoryLimitMB; --memory on the command line).',
    },
  );
});

test('a corrupt chunk that h5py compressed is an error, and the rest of the file stays readable', async (t) => {
  const made = withH5py(
    t,
    `
f = h5py.File('x.h5', 'w')
f.create_dataset('x', data=np.random.RandomState(0).randn(40, 50), chunks=(10, 50), compression='gzip')
f.create_dataset('summed', data=np.arange(40.), chunks=(10,), fletcher32=True)
where = [f['x'].id.get_chunk_info(2).byte_offset + 20, f['summed'].id.get_chunk_info(2).byte_offset + 5]
f.close()
data = bytearray(open('x.h5', 'rb').read())
for start in where:
  for k in range(start, start + 30): data[k] ^= 255
open('x.h5', 'wb').write(data)
`,
  );
  if (!made) return;
  const source = await open(t, join(made.folder, 'x.h5'));
  const row = (index: number) => [[index, index + 1] as const, [0, 1] as const];
  // np.random.RandomState(0).randn() prints 1.764052345967664
  assert.deepEqual(source.read('x', row(0)).data, Float64Array.of(1.764052345967664));
  const corrupt = {
    code: 'data.corrupt',
    message:
      'x.h5 is damaged: a compressed block of it cannot be decoded. Copy or download it again, or write it anew.',
  };
  assert.throws(() => source.read('x', row(20)), corrupt);
  assert.throws(() => source.read('summed', [[20, 21]]), corrupt);
  assert.deepEqual(source.read('summed', [[0, 2]]).data, Float64Array.of(0, 1));
});

test('a file that its writer never closed says how to clear it', async (t) => {
  const made = withH5py(
    t,
    `
import os
f = h5py.File('x.h5', 'w', libver='latest')
f['x'] = [1.0]
f.swmr_mode = True
os._exit(0)
`,
  );
  if (!made) return;
  await assert.rejects(open(t, join(made.folder, 'x.h5')), {
    name: 'Problem',
    code: 'data.busy',
    message:
      'x.h5 is open for writing in another program, or was left so by one that crashed. ' +
      'Close it there (in Python: f.close()), or clear the mark with: h5clear -s x.h5',
  });
});
