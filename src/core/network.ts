import type { Complex } from './complex.ts';
import { buildLayer, type Layer, type LayerSpec } from './layers/buildLayer.ts';
import type { Parameter, Stage } from './layers/stage.ts';
import { Problem } from './problem.ts';
import type { RandomState } from './random.ts';

/** A parameter tensor and where in the network it stands. */
export interface NetworkTensor {
  readonly layer: string;
  readonly parameter: Parameter;
  /** Index of its stage, and its own among that stage's parameters. */
  readonly stage: number;
  readonly slot: number;
}

/** A stack of layers, its parameters drawn, before it has seen any data. */
export class Network {
  readonly layers: readonly Layer[];
  readonly stages: readonly Stage[];
  readonly tensors: readonly NetworkTensor[];
  /** Of one example. */
  readonly outputShape: readonly number[];
  /** Weight of Σ W² over the kernels in the cost. */
  readonly l2: number;

  /**
   * @param inputShape shape of one example
   * @param m examples in the batch
   * @throws Problem with path [index of the layer] where a layer cannot follow
   */
  constructor(
    specs: readonly LayerSpec[],
    inputShape: readonly number[],
    m: number,
    l2: number,
    random: RandomState,
  ) {
    const layers: Layer[] = [];
    let shape = inputShape;
    for (const [index, spec] of specs.entries()) {
      try {
        layers.push(buildLayer(spec, shape, m, random));
      } catch (problem) {
        throw problem instanceof Problem ? problem.at([index]) : problem;
      }
      shape = (layers.at(-1) as Layer).outputShape;
    }
    this.layers = layers;
    this.stages = layers.flatMap((layer) => layer.stages);
    this.tensors = layers.flatMap((layer) =>
      layer.stages.flatMap((stage) =>
        stage.parameters.map((parameter, slot) => ({
          layer: layer.name,
          parameter,
          stage: this.stages.indexOf(stage),
          slot,
        })),
      ),
    );
    this.outputShape = shape;
    this.l2 = l2;
  }

  /** Multiplications per example, about, for one cost after an entry of this tensor moved. */
  effort(tensor: NetworkTensor): number {
    let effort = 1;
    // Until the change has been mixed once, only single outputs follow it.
    let mixed = false;
    for (const stage of this.stages.slice(tensor.stage + 1)) {
      effort += mixed ? stage.work : stage.mixes ? stage.outputSize : 1;
      mixed ||= stage.mixes;
    }
    return effort;
  }

  /** l2 · Σ W² */
  penalty(): number {
    if (this.l2 === 0) return 0;
    let sum = 0;
    for (const { parameter } of this.tensors) {
      if (parameter.name !== 'kernel') continue;
      for (const weight of parameter.values) sum += weight * weight;
    }
    return this.l2 * sum;
  }

  /** How the penalty changes when weight w moves by δ: l2 · δ(2w + δ). */
  penaltyChange(parameter: Parameter, entry: number, re: number, im: number, out: Complex): void {
    if (this.l2 === 0 || parameter.name !== 'kernel') {
      out.re = 0;
      out.im = 0;
      return;
    }
    const sum = 2 * (parameter.values[entry] as number) + re;
    out.re = this.l2 * (re * sum - im * im);
    out.im = this.l2 * (re * im + im * sum);
  }
}
