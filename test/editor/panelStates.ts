import type { LayerReport, ParameterReport, Report, Verdict } from '../../src/protocol/report.ts';
import type { RunState } from '../../src/protocol/runState.ts';

/** States as a run leaves them, on the cat images with a 12288-5-5-1 network. */
type Running = RunState & { kind: 'running' };

export const uri = 'file:///home/ada/cats/cat.gradcheck.json';
const config = 'cat.gradcheck.json';

export function tensor(name: string, changes: Partial<ParameterReport> = {}): ParameterReport {
  const bias = name === 'bias';
  const total = bias ? 5 : 25;
  return {
    name,
    shape: bias ? [5] : [5, 5],
    verdict: 'pass',
    difference: bias ? 2.1e-11 : 1.5e-10,
    checked: total,
    total,
    nonzero: total,
    analytical_norm: bias ? 0.010596 : 0.00824887,
    numerical_norm: bias ? 0.010596 : 0.00824887,
    worst: {
      index: bias ? [2] : [0, 3],
      analytical: 2.7000112e-4,
      numerical: 2.7000118e-4,
      error: 1e-11,
    },
    arbitrated: 0,
    reason: '',
    ...changes,
  };
}

export function layer(name: string, line: number, changes: Partial<LayerReport> = {}): LayerReport {
  const difference = changes.difference === undefined ? 1.5e-10 : changes.difference;
  return {
    name,
    type: 'Dense',
    verdict: 'pass',
    difference,
    interval: difference === null ? null : [difference, difference],
    role: 'none',
    analytical_norm: 0.013429,
    numerical_norm: 0.013429,
    classical: { difference, threshold: 1e-7, pass: difference !== null && difference <= 1e-7 },
    parameters: [tensor('kernel'), tensor('bias')],
    location: { file: config, line, column: 7 },
    backward: null,
    ...changes,
  };
}

const hidden1 = layer('hidden1', 8, {
  parameters: [
    tensor('kernel', { shape: [12288, 5], checked: 61440, total: 61440, nonzero: 61376 }),
    tensor('bias', { difference: 4.2e-12 }),
  ],
});
const hidden2 = layer('hidden2', 9, { difference: 2.3e-11 });
const output = layer('output', 10, { difference: 0, parameters: [tensor('kernel', { difference: 0 })] });

export function report(verdict: Verdict | 'error', changes: Partial<Report> = {}): Report {
  return {
    version: 1,
    config,
    subject: { kind: 'reference' },
    verdict,
    difference: 1.53e-10,
    classical: { difference: 1.53e-10, threshold: 1e-7, pass: true },
    threshold: 1e-7,
    method: 'central',
    epsilon: 1e-4,
    loss: 0.6931721167951169,
    examples: [89],
    parameters: { total: 61481, checked: 61481, nonzero: 61376 },
    culprit: null,
    culprits: [],
    layers: [hidden1, hidden2, output],
    diagnostics: [],
    causes: [],
    timing: { total_ms: 412, dataset_ms: 4.1, check_ms: 31, evaluations: 122962 },
    error: null,
    ...changes,
  };
}

export function finished(of: Report): RunState & { kind: 'finished' } {
  return { kind: 'finished', uri, report: of };
}

export const idle: RunState = { kind: 'idle' };
export const cancelled: RunState = { kind: 'cancelled', uri, config };

export const running: Running = {
  kind: 'running',
  uri,
  config,
  phase: 'check',
  fraction: 0.42,
  layer: 'hidden2',
  subject: { kind: 'reference' },
  planned: [hidden1, hidden2, output].map(({ name, type, location }) => ({
    name,
    type,
    entries: 30,
    location,
  })),
  layers: [hidden1],
  threshold: 1e-7,
};

export const pass = finished(report('pass'));

const mismatch =
  'the analytical gradient of the kernel is not the derivative of the cost. Their normalised difference is 0.33, the threshold 1e-7.';

/** dW2 doubled: the difference of a and 2a is 1/3. */
const doubled = tensor('kernel', {
  verdict: 'fail',
  difference: 1 / 3,
  analytical_norm: 0.01649774,
  worst: { index: [0, 3], analytical: 5.4000236e-4, numerical: 2.7000118e-4, error: 1e-11 },
  reason: mismatch,
});

export const fail = finished(
  report('fail', {
    subject: { kind: 'recorded', file: 'gradients.h5' },
    difference: 0.0065,
    classical: { difference: 0.0065, threshold: 1e-7, pass: false },
    culprit: 'hidden2',
    culprits: ['hidden2'],
    layers: [
      hidden1,
      layer('hidden2', 9, {
        verdict: 'fail',
        difference: 1 / 3,
        role: 'culprit',
        parameters: [doubled, tensor('bias')],
      }),
      output,
    ],
    diagnostics: [
      {
        severity: 'error',
        code: 'gradient.mismatch',
        message: `hidden2: ${mismatch} Its bias passes.`,
        layer: 'hidden2',
        location: { file: config, line: 9, column: 7 },
        related: [
          {
            message: 'The gradient was read from gradients.h5.',
            location: { file: config, line: 14, column: 13 },
          },
        ],
      },
    ],
  }),
);

/** Raw pixels saturate the first layer: zero on both sides. */
const saturated =
  'not tested. Both gradients are zero: all 5 units are saturated. Scale the features ("scale": 255 in "dataset").';
const untested = (name: string, shape: readonly number[], total: number) =>
  tensor(name, {
    verdict: 'vacuous',
    shape,
    checked: total,
    total,
    nonzero: 0,
    difference: null,
    analytical_norm: 0,
    numerical_norm: 0,
    worst: null,
    reason: saturated,
  });

export const vacuous = finished(
  report('vacuous', {
    difference: 3.02e-9,
    classical: { difference: 3.02e-9, threshold: 1e-7, pass: true },
    parameters: { total: 61481, checked: 61481, nonzero: 36 },
    layers: [
      layer('hidden1', 8, {
        verdict: 'vacuous',
        difference: null,
        analytical_norm: 0,
        numerical_norm: 0,
        parameters: [untested('kernel', [12288, 5], 61440), untested('bias', [5], 5)],
      }),
      hidden2,
      output,
    ],
    diagnostics: [
      {
        severity: 'warning',
        code: 'gradient.vacuous',
        message: `hidden1: ${saturated} The same holds for its bias.`,
        layer: 'hidden1',
        location: { file: config, line: 8, column: 7 },
        related: [],
      },
    ],
  }),
);

/** What a later search for causes adds, and messages that are about no layer of the table. */
export const explained = finished(
  report('fail', {
    layers: [
      layer('hidden2', 9, { verdict: 'fail', difference: 1 / 3, parameters: [doubled, tensor('bias')] }),
    ],
    causes: [
      {
        code: 'scale.factor',
        layer: 'hidden2',
        message: 'The kernel’s gradient is twice the correct one.',
        residual: 2e-16,
        evidence: 'hypothesis (one batch)',
      },
    ],
    diagnostics: [
      {
        severity: 'information',
        code: 'layer.dropout',
        message: 'Dropout "drop" is left out of the check: give it a "seed" to check it too.',
        layer: null,
        location: { file: config, line: 9, column: 7 },
        related: [],
      },
      {
        severity: 'warning',
        code: 'examples.one',
        message: 'The batch has one example.',
        layer: null,
        location: { file: config, line: 4, column: 7 },
        related: [],
      },
    ],
  }),
);

const noisy = 'The step ε = 1e-7 explains the difference; 1e-4 would decide.';

export const inconclusive = finished(
  report('inconclusive', {
    difference: 1.54e-7,
    classical: { difference: 1.54e-7, threshold: 1e-7, pass: false },
    epsilon: 1e-7,
    layers: [
      layer('hidden1', 8, {
        verdict: 'inconclusive',
        difference: 3.4e-7,
        interval: [4e-8, 9e-6],
        parameters: [
          tensor('kernel', { verdict: 'inconclusive', difference: 3.4e-7, reason: noisy }),
          tensor('bias', { verdict: 'inconclusive', difference: 1.2e-7, reason: noisy }),
        ],
      }),
      layer('hidden2', 9, { difference: 8e-8 }),
      layer('output', 10, { difference: 4.5e-9 }),
    ],
  }),
);

export const error = finished(
  report('error', {
    difference: null,
    classical: null,
    layers: [],
    error: {
      code: 'dataset.key',
      message:
        'data/train_catvnoncat.h5 has no dataset "train_set_z". It has list_classes, train_set_x and train_set_y: name one of them in "features".',
      location: { file: config, line: 4, column: 17 },
    },
  }),
);

const verdicts: readonly Verdict[] = [
  'pass',
  'pass',
  'pass',
  'fail',
  'pass',
  'inconclusive',
  'pass',
  'vacuous',
];

/** A deep network, every verdict in it, with names that do not fit. */
export function deep(layers: number): RunState {
  const all = Array.from({ length: layers }, (_, index) => {
    const verdict = verdicts[index % verdicts.length] as Verdict;
    const name = `encoder_block_${Math.floor(index / 4)}_convolution_${index % 4}`;
    const difference = { pass: 1e-9 / (index + 1), fail: 0.02, inconclusive: 3e-7, vacuous: null }[verdict];
    return layer(name, index + 5, {
      verdict,
      difference,
      role: verdict === 'inconclusive' ? 'inherits' : 'none',
      interval: difference === null ? null : [difference / 3, difference * 3],
      parameters: [tensor('kernel', { verdict, difference, checked: 12345, total: 67890 }), tensor('bias')],
    });
  });
  return finished(report('fail', { subject: { kind: 'recorded', file: 'gradients.h5' }, layers: all }));
}

/** Not a number on the analytical side: a failure that has no difference. */
export const notANumber = finished(
  report('fail', {
    subject: { kind: 'recorded', file: 'gradients.h5' },
    difference: null,
    classical: { difference: null, threshold: 1e-7, pass: false },
    layers: [
      layer('output', 10, {
        verdict: 'fail',
        difference: null,
        analytical_norm: null,
        parameters: [
          tensor('kernel', {
            verdict: 'fail',
            difference: null,
            analytical_norm: null,
            worst: { index: [0, 0], analytical: null, numerical: 1e-3, error: 0 },
            reason: 'The analytical gradient is not a finite number at [0, 0].',
          }),
        ],
      }),
    ],
  }),
);

const code = (line: number) => ({ file: 'layers.py', line, column: 1 });
const codeLine = { file: config, line: 2, column: 3 };
const raised =
  'conv_forward raised ValueError: operands could not be broadcast together (layers.py line 31).';
const missing = 'pool_backward is not implemented: it returns None.';

/** Functions of the user's, one of which broke, and one is still to be written. */
export const unmeasured = report('error', {
  subject: { kind: 'python', file: 'layers.py' },
  loss: null,
  examples: [],
  layers: [
    layer('affine', 2, { type: 'affine_forward' }),
    layer('conv', 2, { type: 'conv_forward', verdict: 'vacuous', difference: null, parameters: [] }),
    layer('pool', 2, { type: 'pool_forward', verdict: 'vacuous', difference: null, parameters: [] }),
  ],
  diagnostics: [
    {
      severity: 'error',
      code: 'code.raised',
      message: raised,
      layer: 'conv',
      location: code(31),
      related: [],
    },
    {
      severity: 'error',
      code: 'code.raised',
      message: raised,
      layer: 'conv',
      location: codeLine,
      related: [{ message: 'The line of code', location: code(31) }],
    },
    {
      severity: 'warning',
      code: 'code.notImplemented',
      message: missing,
      layer: 'pool',
      location: codeLine,
      related: [],
    },
  ],
  error: { code: 'code.raised', message: raised, location: code(31) },
});
