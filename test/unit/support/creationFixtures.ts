import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { RandomState } from '../../../src/core/random.ts';
import { createConfig } from '../../../src/create/createConfig.ts';
import { settle } from '../../../src/create/settle.ts';
import type { CreatedConfig, Creation, CreationAnswers } from '../../../src/protocol/creation.ts';
import { Inspector } from '../../../src/worker/inspect.ts';
import { noHost } from '../../../src/worker/run.ts';
import { type ArrayFixture, writeHdf5 } from './dataFixtures.ts';
import { userFolder } from './folders.ts';
import { programs } from './runFixtures.ts';

type Arrays = Readonly<Record<string, ArrayFixture>>;

/** A folder with files of text, and HDF5 files of arrays. */
export async function folderOf(
  t: TestContext,
  texts: Readonly<Record<string, string>>,
  datasets: Readonly<Record<string, Arrays>> = {},
): Promise<string> {
  const folder = userFolder(t, texts);
  for (const [name, arrays] of Object.entries(datasets)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(await writeHdf5(t, arrays), join(folder, name));
  }
  return folder;
}

export interface CreationOptions {
  /** Where there are answers somebody is asked. */
  readonly answers?: CreationAnswers;
  readonly trusted?: boolean;
}

export function create(folder: string, { answers, trusted = true }: CreationOptions = {}): Promise<Creation> {
  const asks = answers !== undefined;
  const request = {
    ...{ folder, asks, answers: answers ?? {}, timeMs: 60_000 },
    ...{ threshold: 1e-7, memoryLimitMB: 1024, programs: { ...programs, trusted } },
  };
  const creating = createConfig(folder, new Inspector(request, noHost), request.answers);
  return settle(creating, request.answers, asks);
}

export async function created(folder: string, options?: CreationOptions): Promise<CreatedConfig> {
  const creation = await create(folder, options);
  assert.equal(creation.kind, 'config', JSON.stringify(creation));
  return creation;
}

/** Standard normal features (m, n). */
export function features(m: number, n: number): ArrayFixture {
  return { data: new RandomState(0).randn(m * n), shape: [m, n] };
}

/** Labels 0, 1, …, classes − 1, 0, … */
export function labels(m: number, classes: number): ArrayFixture {
  return { data: Int32Array.from({ length: m }, (_, k) => k % classes) };
}

/** Two numbers with two classes: what most networks here are for. */
export const twoClasses: Arrays = { x: features(40, 4), y: labels(40, 2) };

export interface CourseNetwork {
  /** A line behind the functions. */
  readonly end?: string;
  /** What is added to the cost, with `parameters` and `m` at hand. */
  readonly penalty?: string;
  /** What is added to dW, with `l` and `m` at hand. */
  readonly penaltyGradient?: string;
  readonly hidden?: 'tanh' | 'relu';
  /** The cost of the outputs A for the labels Y. */
  readonly cost?: string;
  /** Its derivative, before the division by m. */
  readonly slope?: string;
}

/** A network of functions over a dictionary, as courses have it: features × examples. */
export function courseNetwork({
  end = '',
  penalty = '0',
  penaltyGradient = '0',
  hidden = 'tanh',
  cost = '-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m',
  slope = 'A - Y',
}: CourseNetwork): string {
  const [value, derivative] =
    hidden === 'tanh' ? ['np.tanh(Z)', '1 - np.tanh(Z) ** 2'] : ['np.maximum(0, Z)', 'Z > 0'];
  return `import numpy as np


def initialize_parameters(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W%d" % l] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.1
        parameters["b%d" % l] = np.zeros((layer_dims[l], 1))
    return parameters


def model_forward(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L + 1):
        Z = parameters["W%d" % l] @ A + parameters["b%d" % l]
        caches.append((A, Z))
        A = ${value} if l < L else 1 / (1 + np.exp(-Z))
    return A, caches


def compute_cost(A, Y, parameters):
    m = Y.shape[1]
    return ${cost} + ${penalty}


def model_backward(A, Y, caches, parameters):
    grads, m = {}, Y.shape[1]
    dZ = (${slope}) / m
    for l in range(len(caches), 0, -1):
        before, Z = caches[l - 1]
        grads["dW%d" % l] = dZ @ before.T + ${penaltyGradient}
        grads["db%d" % l] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            Z = caches[l - 2][1]
            dZ = parameters["W%d" % l].T @ dZ * (${derivative})
    return grads
${end && `\n\n${end}\n`}`;
}

/** Layers as pairs of functions: examples × features. */
export const layerFunctions = `import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
`;
