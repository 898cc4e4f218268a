import type { DifferenceStep } from '../core/gradcheck/differenceQuotient.ts';
import type { GradientError } from '../core/gradcheck/gradientError.ts';
import { double, type Precision, single } from '../core/gradcheck/precision.ts';
import { StepFreeArbiter } from '../core/gradcheck/stepFreeArbiter.ts';
import type { StuckUnits, Subject, SubjectTensor } from '../core/gradcheck/subject.ts';
import type { ReferenceSubject } from './referenceSubject.ts';
import { networkEntry, type StoredTensor } from './storedTensors.ts';

/**
 * Gradients that some other code wrote to a file, checked against numerical gradients of the reference network
 * at the same parameters. Tensors keep the file's layout.
 */
export class RecordedSubject implements Subject {
  readonly tensors: readonly SubjectTensor[];
  readonly arbiter = new StepFreeArbiter(
    (tensor, entries) => this.#reference.stepFreeDerivatives(tensor, this.#inReference(tensor, entries)),
    (tensor) => (this.tensors[tensor] as SubjectTensor).effort,
  );
  readonly #single: boolean;
  readonly #reference: ReferenceSubject;
  readonly #gradients: readonly StoredTensor[];

  /** @param gradients one for each of the reference's tensors */
  constructor(reference: ReferenceSubject, gradients: readonly StoredTensor[]) {
    this.#reference = reference;
    this.#gradients = gradients;
    this.#single = gradients.some((gradient) => gradient.singlePrecision);
    this.tensors = reference.tensors.map((tensor, t) => ({
      ...tensor,
      shape: (gradients[t] as StoredTensor).shape,
    }));
  }

  loss(): Promise<number> {
    return this.#reference.loss();
  }

  costs(): Promise<readonly number[]> {
    return this.#reference.costs();
  }

  costErrors(): Promise<readonly number[]> {
    return this.#reference.costErrors();
  }

  singlePrecision(): boolean {
    return this.#single;
  }

  evaluations(): number {
    return this.#reference.evaluations();
  }

  async analyticalGradients(): Promise<readonly Float64Array[]> {
    return this.#gradients.map(({ values }) => values);
  }

  differences(tensor: number, entries: Int32Array, step: DifferenceStep): Promise<Float64Array> {
    return this.#reference.differences(tensor, this.#inReference(tensor, entries), step);
  }

  /** The reference's own rounding stands for that of code that computes the same in another order. */
  roundingErrors(): Promise<readonly GradientError[]> {
    return this.#reference.roundingErrors(this.#precision());
  }

  kinkErrors(): Promise<readonly GradientError[]> {
    return this.#reference.kinkErrors(this.#precision());
  }

  stuckUnits(layer: string): StuckUnits | null {
    return this.#reference.stuckUnits(layer);
  }

  #precision(): Precision {
    return this.#single ? single : double;
  }

  #inReference(tensor: number, entries: Int32Array): Int32Array {
    const stored = this.#gradients[tensor] as StoredTensor;
    return stored.transposed ? entries.map((k) => networkEntry(stored, k)) : entries;
  }
}
