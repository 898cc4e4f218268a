import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { hasNumpy } from './oracle/numpy.ts';
import { python, runnerFolder } from './support/pythonRunner.ts';

interface Examined {
  /** Code of the problem where it cannot be checked. */
  readonly untested: string | null;
  readonly severity: string | null;
  readonly message: string | null;
  readonly notes: readonly (readonly [code: string, message: string])[];
  /** The user's own closures are called, without anything around them. */
  readonly bare: boolean;
  /** What the array held before is what it holds now. */
  readonly kept: boolean;
  /** Costs and gradients of three more calls are the same, bit for bit. */
  readonly steady: boolean;
  /** Largest difference of the gradient from a central one. */
  readonly difference: number;
}

/** Examines a target with the argument `x` (4, 3) that `text` makes of it: functions `cost()` and `gradient()`. */
function examined(t: TestContext, text: string): Examined | null {
  if (!hasNumpy(t)) return null;
  const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
import random
import numpy as np
from gradient_check_runner.context import Context
from gradient_check_runner.preflight import examine
from gradient_check_runner.problem import Place
from gradient_check_runner.randomness import seed
from gradient_check_runner.target import Slot, Target, Untested

seed(1)
context = Context(None, {}, seed=1)
x = context.random.standard_normal((4, 3))
before = x.copy()
${text}
gradients = lambda: [gradient()]
target = Target("square", "paired functions", [Slot("square", "x", x)], cost, gradients,
                Place("nn.py", 1, "square_forward"), Place("nn.py", 4, "square_backward"))
row, = examine([target], context)
told = {"untested": None, "severity": None, "message": None, "notes": [(n.code, n.message) for n in target.notes],
        "bare": target.cost is cost and target.gradients is gradients, "kept": x.tobytes() == before.tobytes()}
if isinstance(row, Untested):
    told.update(untested=row.problem.code, severity=row.severity, message=row.problem.message)
else:
    costs = {float(row.cost()).hex() for k in range(3)}
    found = [np.array(row.gradients()[0]) for k in range(3)]
    told["steady"] = len(costs) == 1 and all((each == found[0]).all() for each in found)
    numerical = np.empty_like(x)
    for k in range(x.size):
        value = x.flat[k]
        x.flat[k] = value + 1e-5
        above = row.cost()
        x.flat[k] = value - 1e-5
        numerical.flat[k] = (above - row.cost()) / 2e-5
        x.flat[k] = value
    told["difference"] = float(np.abs(numerical - found[0]).max())
    told["kept"] = x.tobytes() == before.tobytes()
print(json.dumps(told))
`;
  const run = spawnSync(python, ['-c', script, runnerFolder], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout) as Examined;
}

const gradient = 'gradient = lambda: 2 * x';

/** What makes up for it leaves a target that can be checked. */
function passes(found: Examined, notes: readonly string[]): void {
  assert.equal(found.untested, null, found.message ?? '');
  assert.deepEqual(
    found.notes.map(([code]) => code),
    notes,
  );
  assert.ok(found.kept);
  assert.ok(found.steady);
  assert.ok(found.difference < 1e-8, `${found.difference}`);
}

test('a target of which all is well is called as it is', (t) => {
  const found = examined(t, `cost = lambda: float((x ** 2).sum())\n${gradient}`);
  if (!found) return;
  passes(found, []);
  assert.ok(found.bare);
});

test('a cost in an array of one entry is taken out of it', (t) => {
  const found = examined(t, `cost = lambda: np.array([[(x ** 2).sum()]])\n${gradient}`);
  if (found) passes(found, []);
});

for (const [value, says] of [
  ['None', 'The cost of square_forward is None: return it from the function that computes it.'],
  [
    '1j',
    'The cost of square_forward is complex: gradients are checked for a real cost, such as the squared modulus.',
  ],
  [
    'x.sum(axis=0)',
    'The cost of square_forward is an array of the shape (3,): sum it, or average it over the examples.',
  ],
  ['"0.5"', 'The cost of square_forward is of the type str: return a number.'],
  [
    'np.inf * 0',
    'The cost of square_forward is nan here: look for the logarithm of 0, a division by 0 or an exp that overflows.',
  ],
] as const) {
  test(`a cost of ${value} is an error`, (t) => {
    const found = examined(t, `cost = lambda: ${value}\n${gradient}`);
    if (!found) return;
    assert.deepEqual([found.untested, found.severity, found.message], ['code.cost', 'error', says]);
  });
}

const dropout = (draw: string) => `
def cost():
    global mask
    mask = ${draw} < 0.6
    return float((mask * x ** 2).sum())
def gradient():
    cost()
    return 2 * mask * x
`;
for (const [what, text] of Object.entries({
  "NumPy's global stream": dropout('np.random.rand(*x.shape)'),
  'the random module': dropout('np.array([random.random() for _ in range(x.size)]).reshape(x.shape)'),
  'a generator of its own': `rng = np.random.default_rng(7)\n${dropout('rng.random(x.shape)')}`,
  'a RandomState of its own': `state = np.random.RandomState(7)\n${dropout('state.rand(*x.shape)')}`,
  'a new generator in every call': dropout('np.random.default_rng().random(x.shape)'),
})) {
  test(`a mask drawn from ${what} is the same in every call`, (t) => {
    const found = examined(t, text);
    if (!found) return;
    passes(found, ['code.seeded']);
    assert.equal(
      found.notes[0]?.[1],
      'square_forward draws random numbers in every call, as for a dropout mask; it was given the same ones each time.',
    );
  });
}

test('code that seeds its own mask is called as it is', (t) => {
  const found = examined(t, dropout('(np.random.seed(3), np.random.rand(*x.shape))[1]'));
  if (!found) return;
  passes(found, []);
  assert.ok(found.bare);
});

test('a cost that another thing than a random number changes cannot be checked', (t) => {
  const found = examined(
    t,
    `count = 0\ndef cost():\n    global count\n    count += 1\n    return count + float((x ** 2).sum())\n${gradient}`,
  );
  if (!found) return;
  assert.deepEqual([found.untested, found.severity], ['code.random', 'error']);
  assert.match(
    found.message ?? '',
    /^square_forward does not say the same twice: at the same values the cost was \S+ and then \S+\. /,
  );
});

test('gradients that differ from call to call while the cost does not cannot be checked', (t) => {
  const found = examined(
    t,
    `count = 0\ncost = lambda: float((x ** 2).sum())\ndef gradient():\n    global count\n    count += 1\n    return 2 * x + count ** 2`,
  );
  if (!found) return;
  assert.equal(found.untested, 'code.random');
  assert.match(
    found.message ?? '',
    /^square_backward does not .* the gradient of x differs from call to call\. /,
  );
});

test('gradients that are added up count once', (t) => {
  const found = examined(
    t,
    `
total = np.zeros_like(x)
cost = lambda: float((x ** 2).sum())
def gradient():
    global total
    total += 2 * x
    return total
for k in range(5):
    gradient()
`,
  );
  if (!found) return;
  assert.deepEqual(
    found.notes.map(([code]) => code),
    ['code.accumulates'],
  );
  assert.ok(found.difference < 1e-8);
});

test('arguments that forward or backward changes are put back, and named', (t) => {
  const forward = examined(
    t,
    `def cost():\n    x[x < 0] *= 0.5\n    return float((x ** 2).sum())\ndef gradient():\n    cost()\n    return np.where(x < 0, 1.0, 2.0) * x`,
  );
  if (!forward) return;
  passes(forward, ['code.mutates']);
  assert.match(forward.notes[0]?.[1] ?? '', /^square_forward changes x in place\. /);
  const backward = examined(
    t,
    `cost = lambda: float((x ** 2).sum())\ndef gradient():\n    x[...] *= 2\n    return x.copy()`,
  ) as Examined;
  passes(backward, ['code.mutates']);
  assert.match(backward.notes[0]?.[1] ?? '', /^square_backward changes x in place\. /);
});

test('no gradient, or zeros where the cost changes, are not implemented', (t) => {
  for (const [given, says] of [
    ['None', 'no gradient'],
    ['np.zeros_like(x)', 'nothing but zeros'],
  ]) {
    const found = examined(t, `cost = lambda: float((x ** 2).sum())\ngradient = lambda: ${given}`);
    if (!found) return;
    assert.deepEqual(
      [found.untested, found.severity, found.message],
      [
        'code.notImplemented',
        'warning',
        `square_backward is not implemented yet: it gives ${says}, while the cost does change with x.`,
      ],
    );
  }
});

test('zeros are right where the cost does not move', (t) => {
  const found = examined(
    t,
    'cost = lambda: float(np.maximum(x - 5, 0).sum())\ngradient = lambda: (x > 5) * 1.0',
  );
  if (found) passes(found, []);
});

test('an array that the cost does not read is named', (t) => {
  const found = examined(
    t,
    `copy = x.copy()\ncost = lambda: float((copy ** 2).sum())\ngradient = lambda: 2 * copy`,
  );
  if (!found) return;
  assert.equal(found.untested, null);
  assert.deepEqual(found.notes, [
    [
      'code.unread',
      'The cost does not change with x, whatever its values: it is not read, or a copy of it is.',
    ],
  ]);
});

test('an array that matters to neither is no mistake', (t) => {
  const found = examined(
    t,
    'weights = context.random.standard_normal(x.shape)\ncost = lambda: 0.7\ngradient = lambda: 1e-17 * weights',
  );
  if (found) passes(found, []);
});

test('a forward pass in 32 bits is noted', (t) => {
  const found = examined(
    t,
    'cost = lambda: float((x.astype(np.float32) ** 2).sum())\ngradient = lambda: 2 * x',
  );
  if (!found) return;
  assert.deepEqual(
    found.notes.map(([code]) => code),
    ['code.float32'],
  );
  assert.match(found.notes[0]?.[1] ?? '', /^square_forward computes the cost in 32 bits or fewer: /);
});

test('gradients in 32 bits are noted', (t) => {
  const found = examined(
    t,
    'cost = lambda: float((x ** 2).sum())\ngradient = lambda: (2 * x).astype(np.float32)',
  );
  if (!found) return;
  assert.deepEqual(
    found.notes.map(([code]) => code),
    ['code.float32'],
  );
  assert.match(
    found.notes[0]?.[1] ?? '',
    /^square_backward computes the gradients of x in 32 bits or fewer: /,
  );
});
