import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readConfig } from '../../src/config/document.ts';
import { hasNumpy } from './oracle/numpy.ts';
import { userFolder } from './support/folders.ts';
import { PythonRunner, python, runnerFolder } from './support/pythonRunner.ts';

const affine = `import numpy as np
def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)
def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
`;
const rows = ['affine.x', 'affine.w', 'affine.b'];

async function openedFiles(t: TestContext, files: Record<string, string | Uint8Array>, name: string) {
  const folder = userFolder(t, files);
  const found = await new PythonRunner(t).open(join(folder, name));
  return { ...found, folder, rows: found.tensors.map((tensor) => `${tensor.layer}.${tensor.name}`) };
}
const openedFile = (t: TestContext, text: string) => openedFiles(t, { 'nn.py': text }, 'nn.py');

test('every file of the runner is Python 3.8', (t) => {
  if (!hasNumpy(t)) return;
  const script = `
import ast, pathlib, sys
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.py"))
for file in files:
    ast.parse(file.read_text("utf-8"), str(file), feature_version=(3, 8))
print(len(files))`;
  const run = spawnSync(python, ['-c', script, runnerFolder], { encoding: 'utf8' });
  assert.equal(run.stderr, '');
  assert.ok(Number(run.stdout) > 30);
});

test('what an interpreter of any age reads first is plain ASCII without new syntax', () => {
  for (const name of [
    '__main__.py',
    ...['__init__', 'old_python', 'refusal', 'frames'].map((n) => `gradient_check_runner/${n}.py`),
  ]) {
    const text = readFileSync(join(runnerFolder, name), 'utf8');
    assert.doesNotMatch(text, /[^ -~\n]|\bf["']|:=|\bnonlocal\b|\bprint\b/, name);
  }
});

test('a missing import that nothing needs is left out, and noted once', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFile(
    t,
    `import nowhere.pyplot as plt
from nowhere_cython import col2im, im2col
plt.rcParams["figure.figsize"] = (5, 4)
plt.style.use("dark")
ax = plt.axes()
ax.plot([1, 2])
class Picture(plt.Figure):
    pass
def draw(where: plt.Axes):
    return isinstance(where, plt.Axes)
${affine}`,
  );
  assert.deepEqual(found.rows, rows);
  assert.deepEqual(
    found.notes.map(({ code, place }) => [code, place?.line]),
    [
      ['code.stubbed', 1],
      ['code.stubbed', 2],
    ],
  );
  assert.match(
    found.notes[1]?.message ?? '',
    /^nowhere_cython\.col2im, nowhere_cython\.im2col could not be imported in nn\.py line 2 /,
  );
});

test('a missing import that the checked code needs is told in its place', async (t) => {
  if (!hasNumpy(t)) return;
  const text = `from nowhere import im2col\n${affine.replace('    x, w = cache', '    im2col(dout)\n    x, w = cache')}`;
  const { untested } = await openedFile(t, text);
  const problem = untested[0]?.problem;
  assert.equal(problem?.code, 'code.missingImport');
  assert.equal(problem?.place?.line, 6);
  assert.match(
    problem?.message ?? '',
    /^affine_backward \(nn\.py line 6\) needs nowhere\.im2col, which nn\.py line 1 could not import \(ModuleNotFoundError: No module named 'nowhere'\)\. If it is a file of yours, put it in .*\. Otherwise: Install it for this interpreter: .*nowhere/,
  );
});

test('an extension that is to be compiled is said so', async (t) => {
  if (!hasNumpy(t)) return;
  const text = `from im2col_cython import im2col\n${affine.replace('    x, w = cache', '    im2col(dout)\n    x, w = cache')}`;
  const { untested } = await openedFiles(t, { 'nn.py': text, 'im2col_cython.pyx': '' }, 'nn.py');
  assert.match(untested[0]?.problem.message ?? '', /cythonize -i im2col_cython\.pyx/);
});

test('an import inside of a function that fails is told as a missing import', async (t) => {
  if (!hasNumpy(t)) return;
  const { untested } = await openedFile(
    t,
    affine.replace('    x, w = cache', '    import nowhere\n    x, w = cache'),
  );
  assert.equal(untested[0]?.problem.code, 'code.missingImport');
  assert.match(untested[0]?.problem.message ?? '', /^affine_backward \(nn\.py line 5\) needs nowhere, /);
});

test('a name that may come from a star import that failed names that import', async (t) => {
  if (!hasNumpy(t)) return;
  const text = `from nowhere_utils import *\n${affine.replace('    x, w = cache', '    x, w = unpack(cache)')}`;
  const { untested } = await openedFile(t, text);
  assert.equal(untested[0]?.problem.code, 'code.missingImport');
  assert.match(
    untested[0]?.problem.message ?? '',
    /needs unpack, which is not defined; it may come from nowhere_utils, which nn\.py line 1 could not import/,
  );
});

test('decorators that are missing are left out', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFile(
    t,
    `from nowhere import jit\n@jit(nopython=True)\n@jit\n${affine.slice(19)}`
      .replace('x.dot(w)', 'dot(x, w)')
      .replace('def affine_b', 'from numpy import dot\ndef affine_b'),
  );
  assert.deepEqual(found.rows, rows);
});

test('what Python 2 called otherwise is imported from where it is now', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFile(
    t,
    `from past.builtins import xrange\nimport cPickle as pickle\n${affine.replace('    x, w = cache', '    pickle.dumps(list(xrange(3)))\n    x, w = cache')}`,
  );
  assert.deepEqual(found.rows, rows);
  assert.deepEqual(found.untested, []);
});

test('the top level may fail where nothing checked needs it', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFile(
    t,
    `data = open("data/train.csv").read()
rows = data.splitlines()
assert 1 == 2, "a test of mine"
import sys
sys.exit("usage")
name = input()
${affine}print(affine_forward(1, 2, 3))
if __name__ == "__main__":
    raise SystemError
`,
  );
  assert.deepEqual(found.rows, rows);
  assert.deepEqual(
    found.notes.map(({ code, message }) => [code, message]),
    [
      [
        'code.skipped',
        "nn.py line 1 was skipped: it raised FileNotFoundError: [Errno 2] No such file or directory: 'data/train.csv'.",
      ],
      ['code.skipped', 'nn.py line 3 was skipped: it raised AssertionError: a test of mine.'],
      ['code.skipped', 'nn.py line 5 was skipped: it raised SystemExit: usage.'],
      ['code.skipped', 'nn.py line 6 was skipped: it raised EOFError: EOF when reading a line.'],
      [
        'code.skipped',
        "nn.py line 13 was skipped: it raised AttributeError: 'int' object has no attribute 'dot'.",
      ],
    ],
  );
});

test('a name that a skipped line should have set says why it has no value', async (t) => {
  if (!hasNumpy(t)) return;
  const { untested } = await openedFile(
    t,
    `scales = np.load("scales.npy")\nscale = scales[0]\n${affine.replace('    x, w = cache', '    dout = scale * dout\n    x, w = cache')}`.replace(
      'scales = ',
      'import numpy as np\nscales = ',
    ),
  );
  assert.equal(untested[0]?.problem.code, 'code.missingName');
  assert.match(
    untested[0]?.problem.message ?? '',
    /^affine_backward \(nn\.py line 8\) needs scale, which has no value: nn\.py line 3 was skipped, because it needs scales \(nn\.py line 2 was skipped, because it raised FileNotFoundError: .*scales\.npy'\)\.$/,
  );
});

test('training at the top level is interrupted, whatever it catches, and what follows counts', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFile(
    t,
    `steps = 0
while True:
    try:
        steps += 1
    except Exception:
        pass
for k in range(10 ** 12):
    steps += 1
scale = 2
${affine.replace('dout.dot(w.T)', 'scale * dout.dot(w.T) / 2')}`,
  );
  assert.deepEqual(found.rows, rows);
  assert.deepEqual(
    found.notes.map(({ code, severity, place }) => [code, severity, place?.line]),
    [
      ['code.trainedAtImport', 'warning', 2],
      ['code.trainedAtImport', 'warning', 7],
    ],
  );
  assert.match(found.notes[0]?.message ?? '', /if __name__ == "__main__":/);
});

test('a definition that raises is an error', async (t) => {
  if (!hasNumpy(t)) return;
  const { error } = await openedFile(t, `${affine}\ndef other(x=1 / 0):\n    return x\n`);
  assert.equal(error?.code, 'code.raised');
  assert.equal(error?.message, 'other raised ZeroDivisionError: division by zero, in nn.py line 8.');
});

test('syntax errors have their line and column', async (t) => {
  if (!hasNumpy(t)) return;
  const { error } = await openedFile(t, `${affine}def other(x:\n    return x\n`);
  assert.equal(error?.code, 'code.syntax');
  assert.equal(error?.place?.line, 7);
  assert.match(error?.message ?? '', /^nn\.py line 7 cannot be read as Python: /);
  const tabs = await openedFile(t, 'def f(x):\n\tif x:\n        return 1\n');
  assert.equal(tabs.error?.code, 'code.syntax');
  assert.equal(tabs.error?.place?.line, 3);
  const outside = await openedFile(t, `${affine}return 3\n`);
  assert.equal(outside.error?.message, "nn.py line 7 cannot be read as Python: 'return' outside function.");
});

const python2: Record<string, [line: string, says: string]> = {
  print: ['print "cost %f" % x', 'write print(…)'],
  except: ['try:\n        pass\n    except ValueError, e:\n        pass', '`except … as …:`'],
  raise: ['raise ValueError, "no"', '`raise …(…)`'],
  '<>': ['return x <> 3', 'write != instead of <>'],
  backticks: ['return `x`', 'write repr(…)'],
  octal: ['return 0755', 'write 0o…'],
  long: ['return 10L', 'leave the L after a number out'],
  exec: ['exec "x = 3"', 'write exec(…)'],
};
for (const [what, [line, says]] of Object.entries(python2)) {
  test(`Python 2 is recognised by ${what}`, async (t) => {
    if (!hasNumpy(t)) return;
    const { error } = await openedFile(t, `def f(x):\n    ${line}\n`);
    // Python 3.14 reads exceptions without parentheses.
    if (what === 'except' && error?.code === 'code.unrecognised') return t.skip('this Python reads it');
    assert.equal(error?.code, 'code.python2');
    assert.ok(error?.message.includes(says), error?.message);
    assert.ok(error?.message.includes('2to3'));
  });
}

test('Python 2 at run time is recognised by names and methods', async (t) => {
  if (!hasNumpy(t)) return;
  for (const [line, says] of [
    ['list(xrange(3))', 'affine_backward (nn.py line 5) uses xrange of Python 2: write range instead'],
    ['{}.iteritems()', 'affine_backward (nn.py line 5) uses iteritems of Python 2: write items instead'],
  ] as const) {
    const { untested } = await openedFile(
      t,
      affine.replace('    x, w = cache', `    ${line}\n    x, w = cache`),
    );
    assert.equal(untested[0]?.problem.code, 'code.python2');
    assert.ok(untested[0]?.problem.message.startsWith(says), untested[0]?.problem.message);
  }
});

test('names that NumPy no longer has are told with what to write', async (t) => {
  if (!hasNumpy(t)) return;
  const using = (name: string) => affine.replace('    x, w = cache', `    np.${name}(3)\n    x, w = cache`);
  const { untested } = await openedFile(t, using('float'));
  assert.equal(untested[0]?.problem.code, 'code.oldNumPy');
  assert.ok(
    untested[0]?.problem.message.startsWith(
      'affine_backward (nn.py line 5) uses np.float, which this NumPy no longer has: write float instead.',
    ),
    untested[0]?.problem.message,
  );
  const { untested: mistaken } = await openedFile(t, using('floaty'));
  assert.equal(mistaken[0]?.problem.code, 'code.raised');
});

test('files that are none say what they are', async (t) => {
  if (!hasNumpy(t)) return;
  const latin = await openedFiles(
    t,
    { 'nn.py': Uint8Array.from(Buffer.from('x = 1\ny = "\xe9"\n', 'latin1')) },
    'nn.py',
  );
  assert.equal(latin.error?.code, 'code.file');
  assert.equal(latin.error?.place?.line, 2);
  assert.match(latin.error?.message ?? '', /^nn\.py line 2 is not in UTF-8: /);
  const absent = await openedFiles(t, { 'net.py': affine }, 'nn.py');
  assert.equal(
    absent.error?.message,
    `There is no file ${join(absent.folder, 'nn.py')}. In its folder there is net.py.`,
  );
  const folder = await openedFiles(t, { 'net/nn.py': affine }, 'net');
  assert.match(
    folder.error?.message ?? '',
    /^net is a folder: name the file in it, as in "python": "net\/nn\.py"\.$/,
  );
  const utf16 = await openedFiles(t, { 'nn.py': Buffer.from('\0x\0=', 'latin1') }, 'nn.py');
  assert.equal(utf16.error?.code, 'code.file');
  const declared = await openedFiles(
    t,
    { 'nn.py': Buffer.from(`# coding: latin-1\nname = "\xe9"\n${affine}`, 'latin1') },
    'nn.py',
  );
  assert.deepEqual(declared.rows, rows);
});

test('a file where nothing is recognised says what is in it and which line to write', async (t) => {
  if (!hasNumpy(t)) return;
  const { error } = await openedFile(t, 'def area(r):\n    return 3 * r\nclass Shape:\n    pass\n');
  assert.equal(error?.code, 'code.unrecognised');
  assert.match(
    error?.message ?? '',
    /^In nn\.py no backward pass was recognised: it defines the functions area and the classes Shape\. .*"code": \{/,
  );
});

/** The section of a config that a message shows, with the file that it is about. */
function shownCode(message: string): string {
  const start = message.indexOf('"code": {');
  assert.notEqual(start, -1, message);
  let depth = 0;
  for (let at = start; at < message.length; at++) {
    depth += Number(message[at] === '{') - Number(message[at] === '}');
    if (message[at] === '}' && depth === 0) return `{ ${message.slice(start, at)}, "python": "nn.py" } }`;
  }
  return assert.fail(message);
}

test('a line of the config that a message shows can be pasted as it is', async (t) => {
  if (!hasNumpy(t)) return;
  const strange = `class Strange:
    def __init__(self, spec, width=3):
        self.q = spec["zz"]
    def forward(self, x):
        return self.q(x)
    def backward(self, dout):
        return dout + 1
`;
  const dense =
    'def dense_forward(x, w):\n    return x.zz(w), x\ndef dense_backward(dout, cache):\n    return dout, cache\n';
  for (const [text, code, has] of [
    ['def area(r):\n    return 3 * r\n', 'code.unrecognised', '"affine_forward"'],
    [strange, 'code.unsure', '"spec": 5'],
    [dense, 'code.unsure', '"dense_backward"'],
  ] as const) {
    const { error, untested = [] } = await openedFile(t, text);
    const problem = error ?? untested[0]?.problem;
    assert.equal(problem?.code, code);
    const config = shownCode(problem?.message ?? '');
    assert.ok(config.includes(has), config);
    assert.deepEqual(readConfig(config, 'gradcheck.json').problems, [], config);
  }
});

test('where all of it needs a missing import, that is told instead', async (t) => {
  if (!hasNumpy(t)) return;
  const text = `import numpy as np
import nowhere
class Square(nowhere.Function):
    def forward(self, x):
        return x * x
    def backward(self, dout):
        return 2 * dout
`;
  const { error, folder } = await openedFile(t, text);
  assert.deepEqual([error?.code, error?.place?.line], ['code.missingImport', 3]);
  assert.match(
    error?.message ?? '',
    /^nn\.py line 3 needs nowhere\.Function, which nn\.py line 2 could not import .* Without it Square cannot be defined, and in the rest of nn\.py no backward pass was recognised\.$/,
  );
  const stated = await new PythonRunner(t).open(join(folder, 'nn.py'), {
    classes: { square: { class: 'Square' } },
  });
  assert.deepEqual([stated.error?.code, stated.error?.place?.line], ['code.missingImport', 3]);
  assert.doesNotMatch(stated.error?.message ?? '', /recognised/);
});

test('files beside it, packages around it and the folder of the config can be imported; nothing is left there', async (t) => {
  if (!hasNumpy(t)) return;
  const files = {
    'course/__init__.py': '',
    'course/layers/__init__.py': '',
    'course/layers/fast.py': affine,
    'course/initial.py': 'import nowhere\nprint "Python 2"\n',
    'course/layers/nn.py': `from __future__ import annotations
from .fast import *
from ..initial import start
from course.layers import fast
import fast as beside
import pickle, dataclasses

@dataclasses.dataclass
class Cache:
    x: Array
pickle.dumps(Cache(3))
def relu_forward(x):
    return fast.np.maximum(x, 0), Cache(x)
def relu_backward(dout, cache):
    return dout * (cache.x > 0)
`,
  };
  const found = await openedFiles(t, files, 'course/layers/nn.py');
  assert.deepEqual(found.rows, ['relu.x']);
  assert.deepEqual(
    found.notes.map(({ code, message }) => [code, message.split(' (')[0]]),
    [['code.stubbed', '..initial.start could not be imported in nn.py line 3']],
  );
  assert.ok(
    !readdirSync(found.folder, { recursive: true }).some((name) => String(name).includes('__pycache__')),
  );
  const index = await openedFiles(t, { 'layers.py': affine, 'nn.py': 'from layers import *\n' }, 'nn.py');
  assert.deepEqual(index.rows, rows);
});

test('a file may be called as a module that Python needs', async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFiles(t, { 'random.py': affine }, 'random.py');
  assert.deepEqual(found.rows, rows);
});

test("the reason of a failure is the last line in the user's files, with the traceback from the first", async (t) => {
  if (!hasNumpy(t)) return;
  const found = await openedFiles(
    t,
    {
      'helper.py': 'import numpy as np\ndef times(a, b):\n    return np.dot(a, b.reshape(-1, 1009))\n',
      'nn.py': `from helper import times\n${affine.replace('dout.dot(w.T)', 'times(dout, w)')}`,
    },
    'nn.py',
  );
  const problem = found.untested[0]?.problem;
  assert.equal(problem?.code, 'code.raised');
  assert.equal(problem?.place?.file, join(found.folder, 'helper.py'));
  assert.equal(problem?.place?.line, 3);
  assert.match(
    problem?.message ?? '',
    /^affine_backward raised ValueError: cannot reshape .*, in helper\.py line 3\./,
  );
  assert.match(
    problem?.detail ?? '',
    /^ {2}File ".*nn\.py", line 7, in affine_backward\n.*\n {2}File ".*helper\.py", line 3, in times\n {4}return np\.dot\(a, b\.reshape\(-1, 1009\)\)\n/,
  );
});

const cell = (source: string | string[], type = 'code') => ({
  cell_type: type,
  metadata: {},
  ...(type === 'code' && {
    execution_count: null,
    outputs: [{ output_type: 'stream', text: ['def affine_forward(x):\n'] }],
  }),
  source,
});
const lines = (text: string) => text.match(/.*\n|.+$/g) ?? [];
const notebook = (...cells: object[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

test('the cells of a notebook are one file; magics, shell lines and plots are not held against it', async (t) => {
  if (!hasNumpy(t)) return;
  const { forward, backward } = {
    forward: affine.split('def affine_backward')[0] ?? '',
    backward: `def affine_backward${affine.split('def affine_backward')[1]}`,
  };
  const book = notebook(
    cell(['# Layers'], 'markdown'),
    cell(
      lines(
        '%matplotlib inline\n!pip install numpy\nimport nowhere.pyplot as plt\nplt.plot([1])\nplt.plot?\nfiles = !ls',
      ),
    ),
    cell(lines('%%bash\nls -l')),
    cell(lines(`%%time\n${forward}    %timeit x\n`)),
    cell(lines('display(affine_forward)\nget_ipython().run_line_magic("pylab", "")\nthis is no Python')),
    cell(lines(backward)),
    cell('x = 7 \\\n  % 4\nraise KeyError("plots")'),
  );
  const found = await openedFiles(t, { 'nn.ipynb': JSON.stringify(book, null, 1) }, 'nn.ipynb');
  assert.deepEqual(found.rows, rows);
  assert.deepEqual(
    found.notes.map(({ code, message }) => [code, message.split(' (')[0]]),
    [
      ['code.skipped', 'nn.ipynb cell 4, line 3 cannot be read as Python: its cell was skipped.'],
      ['code.stubbed', 'nowhere.pyplot could not be imported in nn.ipynb cell 1, line 3'],
      ['code.skipped', "nn.ipynb cell 6, line 3 was skipped: it raised KeyError: 'plots'."],
    ],
  );
});

test('a mistake in a notebook has its cell, and its line in the file', async (t) => {
  if (!hasNumpy(t)) return;
  const wrong = affine.replace('    x, w = cache', '    x, w = cache\n    raise ValueError("no")');
  for (const indent of [1, 0]) {
    const text = JSON.stringify(notebook(cell(['import numpy as np\n']), cell(lines(wrong))), null, indent);
    const { untested } = await openedFiles(t, { 'nn.ipynb': text }, 'nn.ipynb');
    const problem = untested[0]?.problem;
    assert.match(
      problem?.message ?? '',
      /^affine_backward raised ValueError: no, in nn\.ipynb cell 2, line 6\./,
    );
    const line = text.split('\n').findIndex((each) => each.includes('raise ValueError')) + 1;
    assert.equal(problem?.place?.line, line);
    assert.match(
      problem?.detail ?? '',
      new RegExp(`nn\\.ipynb", line ${line}, in affine_backward\\n {4}raise ValueError`),
    );
  }
  const syntax = await openedFiles(
    t,
    {
      'nn.ipynb': JSON.stringify(
        notebook(cell(['x = 1']), cell(['def f(x)\n', '    return x']), cell([affine])),
      ),
    },
    'nn.ipynb',
  );
  assert.match(syntax.error?.message ?? '', /^nn\.ipynb cell 2, line 1 cannot be read as Python: /);
  const none = await openedFiles(t, { 'nn.ipynb': '{"cells": 3}' }, 'nn.ipynb');
  assert.equal(none.error?.message, 'nn.ipynb is not a Jupyter notebook.');
});

test('a notebook of the third format is read', async (t) => {
  if (!hasNumpy(t)) return;
  const book = { worksheets: [{ cells: [{ cell_type: 'code', input: lines(affine) }] }], nbformat: 3 };
  assert.deepEqual((await openedFiles(t, { 'nn.ipynb': JSON.stringify(book) }, 'nn.ipynb')).rows, rows);
});
