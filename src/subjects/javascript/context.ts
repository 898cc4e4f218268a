import { RandomState } from '../../core/random.ts';
import type { UserModule } from './load/userModule.ts';
import { type Maker, makersOf } from './tensor/maker.ts';

/** An array of the request, rows first. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** A parameter of the config's network: `values` (inputs, units) for a Dense kernel, (units,) for a bias. */
export interface ConfigParameter extends Tensor {
  readonly layer: string;
  readonly kind: string;
  readonly name: string;
}

/** The `code` section of the config, as far as this runner reads it. */
export interface CodeOptions {
  readonly functions?: Readonly<Record<string, StatedFunction>>;
  readonly classes?: Readonly<Record<string, StatedClass>>;
  readonly forward?: string;
  readonly cost?: string;
  readonly backward?: string;
  readonly initialize?: string;
  /** Options by the name of the argument that takes them. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** The user's own names for the parameters of a layer. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
}

export interface StatedFunction {
  readonly forward?: string;
  readonly backward?: string;
  readonly loss?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

export interface StatedClass {
  readonly class?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
}

export interface Request {
  readonly code?: CodeOptions;
  readonly seed?: number;
  /** (m, …) examples, one per row; none without a dataset. */
  readonly x?: Tensor | undefined;
  /** (m,) or (m, k) labels as they stand in the file. */
  readonly y?: Tensor | undefined;
  /** How many classes, where the labels are whole numbers that count them. */
  readonly classes?: number | undefined;
  readonly layers?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** In the order of the config's layers; none without a model. */
  readonly parameters?: readonly ConfigParameter[] | undefined;
  /** Name of the config's loss. */
  readonly loss?: string | undefined;
}

/** What a convention may look at: the user's module, the config's wishes, the examples, the parameters. */
export class Context {
  readonly module: UserModule;
  readonly request: Request;
  readonly code: CodeOptions;
  /** Stream for everything that is made up: arguments, upstream gradients. */
  readonly random: RandomState;
  readonly makers: readonly Maker[];

  constructor(module: UserModule, request: Request) {
    this.module = module;
    this.request = request;
    this.code = request.code ?? {};
    this.random = new RandomState(request.seed ?? 1);
    this.makers = makersOf(module);
  }

  get extra(): Readonly<Record<string, unknown>> {
    return this.code.extra ?? {};
  }
}
