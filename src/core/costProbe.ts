import { forward } from './backpropagation.ts';
import type { Complex } from './complex.ts';
import type { Columns, Plane, Stage } from './layers/stage.ts';
import type { Loss } from './losses/loss.ts';
import type { Network, NetworkTensor } from './network.ts';

/** Far below any rounding: J(θ + ih) has no cancellation, so h can be this small. */
export const complexStep = 1e-30;

/**
 * The cost J around one point θ, one batch. Values at θ + δ e_k come from evaluating J: the layer that holds
 * the entry recomputes the outputs that the entry reaches, and only the stages behind it follow.
 */
export class CostProbe {
  readonly network: Network;
  readonly loss: Loss;
  readonly targets: Float64Array;
  /** What flows between the stages at θ; element 0 is the input. */
  readonly outputs: readonly Float64Array[];
  /** J(θ) */
  readonly cost: number;
  /** How often J was evaluated. */
  evaluations = 1;
  readonly #penalty: number;
  /** The planes of each stage: the real one, for J at real θ … */
  readonly #real: readonly [Plane][];
  /** … and with the imaginary one beside it, made when first asked for. */
  #complex: readonly [Plane, Plane][] | null = null;
  #current: NetworkTensor | null = null;
  readonly #touched: Columns[];
  readonly #change: Complex = { re: 0, im: 0 };
  readonly #result: Complex = { re: 0, im: 0 };

  constructor(network: Network, loss: Loss, x: Float64Array, targets: Float64Array, m: number) {
    this.network = network;
    this.loss = loss;
    this.targets = targets;
    this.outputs = forward(network, x, m);
    this.#penalty = network.penalty();
    this.cost = loss.value(this.outputs.at(-1) as Float64Array, targets) + this.#penalty;
    this.#real = planesOver(this.outputs).map((plane) => [plane]);
    this.#touched = network.stages.map(() => 'all');
  }

  /** J with the entry set to `value`. */
  costAt(tensor: NetworkTensor, entry: number, value: number): number {
    const delta = value - (tensor.parameter.values[entry] as number);
    this.#propagate(tensor, entry, [delta], this.#real);
    const [last] = this.#real.at(-1) as [Plane];
    const data = this.loss.value(last.y, this.targets);
    this.#restore(tensor.stage, this.#real);
    this.network.penaltyChange(tensor.parameter, entry, delta, 0, this.#change);
    return data + (this.#penalty + this.#change.re);
  }

  /** dJ/dθ_k = Im J(θ + ih e_k)/h: exact to rounding, with no step to choose (Squire and Trapp 1998). */
  complexDerivative(tensor: NetworkTensor, entry: number): number {
    this.#complex ??= this.#withImaginary();
    this.#propagate(tensor, entry, [0, complexStep], this.#complex);
    const [re, im] = this.#complex.at(-1) as [Plane, Plane];
    this.loss.complex(re.y, im.y, this.targets, this.#result);
    this.#restore(tensor.stage, this.#complex);
    this.network.penaltyChange(tensor.parameter, entry, 0, complexStep, this.#change);
    return (this.#result.im + this.#change.im) / complexStep;
  }

  /** Perturbs one entry and lets the change travel to the output. */
  #propagate(
    tensor: NetworkTensor,
    entry: number,
    delta: readonly number[],
    planes: readonly (readonly Plane[])[],
  ): void {
    this.evaluations += 1;
    if (this.#current !== tensor) {
      this.#current = tensor;
      for (const { baseY, y } of (this.#complex ?? this.#real).flat()) y.set(baseY);
    }
    const { stages } = this.network;
    const first = tensor.stage;
    let columns = (stages[first] as Stage).perturb(tensor.slot, entry, delta, planes[first] as Plane[]);
    this.#touched[first] = columns;
    for (let s = first + 1; s < stages.length; s++) {
      columns = (stages[s] as Stage).update(planes[s] as Plane[], columns);
      this.#touched[s] = columns;
    }
  }

  /** Puts the base back where single columns changed; what is rewritten whole each time needs no care. */
  #restore(from: number, planes: readonly (readonly Plane[])[]): void {
    for (let s = from; s < planes.length; s++) {
      const columns = this.#touched[s] as Columns;
      if (columns === 'all') continue;
      const size = (this.network.stages[s] as Stage).outputSize;
      for (const { baseY, y } of planes[s] as Plane[]) {
        for (let row = 0; row < y.length; row += size) {
          for (const column of columns) y[row + column] = baseY[row + column] as number;
        }
      }
    }
  }

  #withImaginary(): [Plane, Plane][] {
    const imaginary = planesOver(this.outputs.map((y) => new Float64Array(y.length)));
    return this.#real.map(([real], s) => [real, imaginary[s] as Plane]);
  }
}

/** One plane per stage over the base; neighbours share what flows between them. */
function planesOver(base: readonly Float64Array[]): Plane[] {
  // The input is never perturbed, so it needs no copy of its own.
  const perturbed = base.map((values, s) => (s === 0 ? values : values.slice()));
  return base.slice(1).map((baseY, s) => ({
    baseX: base[s] as Float64Array,
    baseY,
    x: perturbed[s] as Float64Array,
    y: perturbed[s + 1] as Float64Array,
  }));
}
