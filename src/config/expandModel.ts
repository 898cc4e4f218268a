import type * as z from 'zod';
import type { ConfigPath } from '../core/problem.ts';
import type { ActivationConfig } from './activation.ts';
import type { InitializerConfig } from './initializer.ts';
import type { LayerConfig, WrittenLayer } from './layer.ts';
import type { LossConfig } from './loss.ts';
import type { WrittenModel } from './modelObject.ts';

/** The network, whichever way it was written. */
export interface ModelConfig {
  readonly layers: readonly LayerConfig[];
  /** Absent: from the last activation and the labels. */
  readonly loss?: LossConfig;
  readonly l2: number;
  /** Where a layer says nothing of its own. */
  readonly initializer: { readonly kernel: InitializerConfig; readonly bias: InitializerConfig };
  readonly parameters?: string;
  readonly input_shape?: readonly number[];
}

type PlacedLayer = WrittenLayer & { readonly path: ConfigPath };

/** Turns what is written into layers. `sizesPath` is where the list of sizes stands, if there is one. */
export function expandModel(
  written: WrittenModel,
  sizesPath: ConfigPath,
  context: z.core.$RefinementCtx,
): ModelConfig {
  const { layers, layers_dims, hidden_activation, output_activation, ...rest } = written;

  if (layers !== undefined) {
    const placed = layers.map((layer, k) => ({ ...layer, path: ['model', 'layers', k] }));
    return { ...rest, layers: nameLayers(placed, context) };
  }
  const [inputs, ...units] = layers_dims as [number, ...number[]];
  const output = output_activation ?? outputActivation(units.at(-1) as number, written.loss);
  const dense = units.map((size, k): LayerConfig => {
    const last = k === units.length - 1;
    return {
      type: 'Dense',
      name: last ? 'output' : `hidden${k + 1}`,
      units: size,
      activation: last ? output : (hidden_activation ?? { name: 'tanh' }),
      use_bias: true,
      path: [...sizesPath, k + 1],
    };
  });
  return { input_shape: [inputs], ...rest, layers: dense };
}

function outputActivation(units: number, loss: LossConfig | undefined): ActivationConfig {
  if (loss?.from_logits) return { name: 'linear' };
  return { name: units === 1 ? 'sigmoid' : 'softmax' };
}

/** Gives nameless layers the names that Keras gives them, and refuses a name that stands twice. */
function nameLayers(layers: readonly PlacedLayer[], context: z.core.$RefinementCtx): LayerConfig[] {
  const written = new Set(layers.map((layer) => layer.name));
  const first = new Map<string, ConfigPath>();
  return layers.map((layer) => {
    const name = layer.name ?? freeName(layer.type.toLowerCase(), written, first);
    if (first.has(name)) {
      context.addIssue({
        code: 'custom',
        path: [...layer.path.slice(1), 'name'],
        message: `Two layers are named "${name}". Give this one another name: results and parameter files tell layers apart by it.`,
        params: { code: 'config.duplicate' },
      });
    }
    first.set(name, layer.path);
    return { ...layer, name };
  });
}

function freeName(
  base: string,
  written: ReadonlySet<string | undefined>,
  taken: ReadonlyMap<string, unknown>,
): string {
  for (let count = 0; ; count++) {
    const name = count === 0 ? base : `${base}_${count}`;
    if (!written.has(name) && !taken.has(name)) return name;
  }
}
