import { backward } from '../core/backpropagation.ts';
import { CostProbe } from '../core/costProbe.ts';
import { type DifferenceStep, differenceQuotient } from '../core/gradcheck/differenceQuotient.ts';
import type { GradientError } from '../core/gradcheck/gradientError.ts';
import { kinkErrors } from '../core/gradcheck/kinkErrors.ts';
import { own, type Precision } from '../core/gradcheck/precision.ts';
import { roundingErrors } from '../core/gradcheck/roundingErrors.ts';
import { StepFreeArbiter } from '../core/gradcheck/stepFreeArbiter.ts';
import type { StuckUnits, Subject, SubjectTensor } from '../core/gradcheck/subject.ts';
import { Elementwise } from '../core/layers/elementwise.ts';
import type { Loss } from '../core/losses/loss.ts';
import type { Network, NetworkTensor } from '../core/network.ts';

/** A batch as the network takes it. */
export interface NetworkBatch {
  /** Examples. */
  readonly m: number;
  /** (m, inputs), row-major. */
  readonly x: Float64Array;
  readonly targets: Float64Array;
}

/** The reference network checked against itself: its own backward pass, its own cost. */
export class ReferenceSubject implements Subject {
  readonly tensors: readonly SubjectTensor[];
  readonly arbiter = new StepFreeArbiter(
    (tensor, entries) => this.stepFreeDerivatives(tensor, entries),
    (tensor) => (this.tensors[tensor] as SubjectTensor).effort,
  );
  readonly #network: Network;
  readonly #loss: Loss;
  readonly #batch: NetworkBatch;
  readonly #probe: CostProbe;

  constructor(network: Network, loss: Loss, batch: NetworkBatch) {
    this.#network = network;
    this.#loss = loss;
    this.#batch = batch;
    this.#probe = new CostProbe(network, loss, batch.x, batch.targets, batch.m);
    this.tensors = network.tensors.map((tensor) => {
      const { layer, parameter } = tensor;
      return {
        layer,
        layerType: network.layers.find(({ name }) => name === layer)?.type ?? '',
        name: parameter.name,
        shape: parameter.shape,
        size: parameter.values.length,
        effort: batch.m * network.effort(tensor),
      };
    });
  }

  async loss(): Promise<number> {
    return this.#probe.cost;
  }

  async costs(): Promise<readonly number[]> {
    return this.tensors.map(() => this.#probe.cost);
  }

  async costErrors(): Promise<readonly number[]> {
    return this.tensors.map(() => own.roundoff * Math.abs(this.#probe.cost));
  }

  singlePrecision(): boolean {
    return false;
  }

  evaluations(): number {
    return this.#probe.evaluations;
  }

  async analyticalGradients(): Promise<readonly Float64Array[]> {
    return backward(this.#network, this.#loss, this.#probe.outputs, this.#batch.targets);
  }

  async differences(tensor: number, entries: Int32Array, step: DifferenceStep): Promise<Float64Array> {
    const at = this.#tensor(tensor);
    return Float64Array.from(entries, (entry) =>
      differenceQuotient(
        (value) => this.#probe.costAt(at, entry, value),
        at.parameter.values[entry] as number,
        step,
      ),
    );
  }

  /** Derivatives by the complex step. */
  async stepFreeDerivatives(tensor: number, entries: Int32Array): Promise<Float64Array> {
    const at = this.#tensor(tensor);
    return Float64Array.from(entries, (entry) => this.#probe.complexDerivative(at, entry));
  }

  /** @param precision of code that computes the same */
  async roundingErrors(precision: Precision = own): Promise<readonly GradientError[]> {
    const { x, targets, m } = this.#batch;
    return roundingErrors(this.#network, this.#loss, x, targets, m, precision);
  }

  async kinkErrors(precision: Precision = own): Promise<readonly GradientError[]> {
    const { x, targets, m } = this.#batch;
    return kinkErrors(this.#network, this.#loss, x, targets, m, precision);
  }

  /** Looks at the layer's own activation, or the first one behind it. */
  stuckUnits(layer: string): StuckUnits | null {
    const from = this.#network.tensors.find((tensor) => tensor.layer === layer)?.stage ?? 0;
    const { stages } = this.#network;
    const at = stages.findIndex((stage, s) => s > from && stage instanceof Elementwise);
    const stage = stages[at];
    if (!(stage instanceof Elementwise)) return null;
    const largestFeature = this.#batch.x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return { ...countStuck(stage, this.#probe.outputs[at + 1] as Float64Array), largestFeature };
  }

  #tensor(index: number): NetworkTensor {
    return this.#network.tensors[index] as NetworkTensor;
  }
}

/** A unit is stuck when it is for every example of the batch. */
function countStuck({ outputSize, activation }: Elementwise, y: Float64Array) {
  const count = { units: outputSize, saturated: 0, dead: 0 };
  for (let unit = 0; unit < outputSize; unit++) {
    const states = new Set<'saturated' | 'dead' | null>();
    for (let k = unit; k < y.length; k += outputSize) states.add(activation.stuck(y[k] as number));
    const [state] = states;
    if (states.size === 1 && state) count[state] += 1;
  }
  return count;
}
