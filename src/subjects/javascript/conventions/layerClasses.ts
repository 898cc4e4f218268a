import { Problem } from '../../../core/problem.ts';
import { RandomState } from '../../../core/random.ts';
import { type Arguments, type Leaf, leavesOf, stated } from '../arguments/plan.ts';
import { influence, search, type Trial } from '../arguments/search.ts';
import type { Context, StatedClass } from '../context.ts';
import { call } from '../failure.ts';
import type { Constructor } from '../load/userModule.ts';
import { type Parameter, signatureOf } from '../signature.ts';
import type { Gradient, Note, Row } from '../target.ts';
import { copyOf, like } from '../tensor/copy.ts';
import { dot } from '../tensor/dot.ts';
import { namesOf, widen } from '../tensor/graph.ts';
import { Snapshot } from '../tensor/snapshot.ts';
import { resultView, type View } from '../tensor/view.ts';
import { isLabelName, isLearningRateName } from '../words.ts';
import { type Construction, constructionOf } from './construction.ts';
import { classNamed } from './definition.ts';
import { gradientBeside, type HeldParameter, heldGradients, inputGradient } from './heldGradients.ts';
import { heldParameters } from './heldParameters.ts';
import { passesOf, updatedBeforeUse, updatesOf } from './inPlace.ts';
import { backwardMethod, forwardMethod, methodOf, methodsOf } from './methods.ts';
import { gradientIn, gradientsIn, partReader, partsOf, trialFit } from './parts.ts';
import { isTapeClass } from './tapes.ts';
import { telling } from './telling.ts';
import { argumentsLine, unsure, untested } from './unsure.ts';

/** Conventions 4 and 5: a class with forward(x) and backward(dout), which keeps its gradients or updates itself. */
export function layerClasses(context: Context): Row[] {
  return [...context.module.classes].flatMap(([name, Class]): Row[] => {
    const methods = methodsOf(Class);
    const [forward, backward] = [forwardMethod(methods), backwardMethod(methods)];
    if (forward === undefined || backward === undefined || isTapeClass(Class)) return [];
    if (takesLabels(Class, forward, backward) || isAbstract(Class, forward, backward)) return [];
    return [new LayerClass(name, Class, context, {}).row()];
  });
}

/** Rows that `code.classes` of the config spells out. */
export function statedClasses(context: Context): Row[] {
  return Object.entries(context.code.classes ?? {}).map(([name, entry]) => {
    try {
      return new LayerClass(name, classNamed(entry.class ?? name, context), context, entry).row();
    } catch (error) {
      if (error instanceof Problem) return untested(name, entry.class ?? name, error);
      throw error;
    }
  });
}

/** A network, which is told the labels where a layer is given a gradient. */
export function takesLabels(Class: Constructor, forward: string, backward: string): boolean {
  const names = (method: string) =>
    signatureOf(methodOf(Class.prototype, method)).parameters.map(({ name }) => name);
  return (
    names(backward).some((name) => isLabelName(name) && !/^outputs?$/i.test(name)) &&
    !names(forward).some(isLabelName)
  );
}

/** A method that does nothing: the class is there to be extended. */
function isAbstract(Class: Constructor, forward: string, backward: string): boolean {
  return [forward, backward].every((name) => signatureOf(methodOf(Class.prototype, name)).isEmpty);
}

/** One class as a row: how it is made, run and asked for its gradients. */
class LayerClass {
  readonly #name: string;
  readonly #Class: Constructor;
  readonly #construction: Construction;
  readonly #context: Context;
  readonly #forward: string;
  readonly #backward: string;
  readonly #forwardTakes: readonly Parameter[];
  readonly #backwardTakes: readonly Parameter[];
  readonly #given: StatedClass;
  readonly #seed: number;

  constructor(name: string, Class: Constructor, context: Context, given: StatedClass) {
    this.#name = name;
    this.#Class = Class;
    this.#construction = constructionOf(Class, context);
    this.#context = context;
    this.#given = given;
    const methods = methodsOf(Class);
    const [forward, backward] = [forwardMethod(methods), backwardMethod(methods)];
    if (forward === undefined || backward === undefined) {
      const lacks = forward === undefined ? 'forward' : 'backward';
      throw new Problem(
        'code.unknownName',
        `The class ${Class.name} has no method ${lacks}. It has ${methods.join(', ') || 'none'}.`,
      );
    }
    this.#forward = forward;
    this.#backward = backward;
    this.#forwardTakes = signatureOf(methodOf(Class.prototype, forward)).parameters;
    this.#backwardTakes = signatureOf(methodOf(Class.prototype, backward)).parameters;
    this.#seed = context.random.uint32();
  }

  row(): Row {
    const { places } = this.#context.module;
    const backwardPlace =
      places.of(methodOf(this.#Class.prototype, this.#backward)) ?? places.of(this.#Class);
    const found = `The class ${this.#Class.name} with ${this.#forward} and ${this.#backward}`;
    const { parameters } = this.#construction;
    const names = parameters.map(({ name }) => name).filter((name) => name !== '');
    const line = `"classes": { "${this.#name}": { "class": "${this.#Class.name}", ${argumentsLine(names)}, "input": { "shape": [3, 5] } } }`;
    const own = leavesOf(parameters, 'constructor', this.#context, this.#given.arguments ?? {});
    const leaves = [...own, ...this.#inputLeaves()];
    const kind = this.#Class.name;
    try {
      const args = search(
        this.#Class.name,
        leaves,
        this.#context.makers,
        (tried, reached) => this.#attempt(tried, reached),
        unsure(found, backwardPlace, line),
      );
      const layer = this.#made(args) as Layer;
      const notes: Note[] = layer.isUnstable
        ? [updatedBeforeUse(this.#name, this.#backward, backwardPlace)]
        : [];
      return {
        name: this.#name,
        convention: layer.updates ? 'layer object that updates itself' : 'layer object',
        slots: layer.wanted.map(({ name, view }) => ({ layer: this.#name, name, view, kind, own: name })),
        cost: () => call(`${kind}.${this.#forward}`, layer.cost),
        gradients: () => call(`${kind}.${this.#backward}`, layer.gradients),
        forward: places.of(methodOf(this.#Class.prototype, this.#forward)),
        backward: backwardPlace,
        loss: false,
        notes,
      };
    } catch (error) {
      if (error instanceof Problem) return untested(this.#name, kind, error);
      throw error;
    }
  }

  /** Arguments of the forward pass come after those of the constructor. */
  #inputLeaves(): Leaf[] {
    const after = this.#construction.parameters.length;
    const leaves = leavesOf(this.#forwardTakes, 'function', this.#context);
    return leaves.map((leaf, i) => {
      const [index, key] = leaf.path;
      const { input } = this.#given;
      return {
        ...leaf,
        path: key === undefined ? [index + after] : [index + after, key],
        ...(i === 0 && input !== undefined ? { candidates: [stated(input)] } : {}),
      };
    });
  }

  #attempt(args: Arguments, reached: (stage: number) => void): Trial | undefined {
    const layer = this.#made(args);
    if (layer === undefined || !Number.isFinite(layer.cost())) return undefined;
    reached(1);
    return {
      fit: trialFit(layer.gradients(), layer.wanted),
      influence: () =>
        influence(
          layer.wanted.map(({ view }) => view),
          layer.cost,
        ),
    };
  }

  /** A layer with its cost, ready to be perturbed; undefined where its output holds no numbers. */
  #made({ values, tensors }: Arguments): Layer | undefined {
    const after = this.#construction.parameters.length;
    const constructed = copyOf(values.slice(0, after));
    const object = this.#construction.make(constructed);
    const inputs = values.slice(after);
    const inputTensors = tensors.filter(({ view }) => inputs.some((input) => holds(input, view)));
    widen(object);
    const forward = methodOf(object, this.#forward);
    const sample = forward.apply(object, copyOf(inputs));
    const outputOf = outputReader(object, sample);
    const run = (given: unknown[]): unknown => outputOf(forward.apply(object, given));
    const view = resultView(outputOf(sample));
    if (view === undefined) return undefined;
    const isScalar = view.shape.length === 0 && inputTensors.some((one) => one.view.shape.length > 0);
    const weights = isScalar ? Float64Array.of(1) : new RandomState(this.#seed).randn(view.size);
    const cost = () => dot(run(inputs), weights);
    const parameters = heldParameters(
      object,
      cost,
      inputs.flatMap((input) => resultView(input) ?? []),
    );
    telling(parameters, this.#context.random);
    const state = new Snapshot(object);
    const {
      first: found,
      isUnstable,
      again,
    } = passesOf(object, state, parameters, (before, rate) => {
      const copies = copyOf(inputs);
      const out = run(copies);
      return this.#backwardPass(
        object,
        out,
        copies,
        inputTensors,
        parameters,
        before,
        weights,
        rate,
        isScalar,
      );
    });
    const names = namesOf(parameters.map(({ path }) => path));
    return {
      cost,
      gradients: () => again().gradients,
      wanted: [
        ...inputTensors,
        ...parameters.map(({ view: own }, p) => ({ name: names[p] as string, view: own })),
      ],
      isUnstable,
      updates: found.updates,
    };
  }

  #backwardPass(
    object: object,
    out: unknown,
    inputs: readonly unknown[],
    inputTensors: Arguments['tensors'],
    parameters: readonly HeldParameter[],
    before: readonly Float64Array[],
    weights: Float64Array,
    rate: number,
    isScalar: boolean,
  ): { gradients: (Gradient | undefined)[]; updates: boolean } {
    const upstream = like(out, weights);
    // A volume is told its gradient where it keeps it.
    gradientBeside(out)?.write(weights);
    const names = this.#forwardTakes.map(({ name }) => name);
    let isGiven = isScalar && this.#backwardTakes.every(({ name }) => names.includes(name));
    const given = this.#backwardTakes.map(({ name, optional }) => {
      if (isLearningRateName(name)) return rate;
      const own = names.indexOf(name);
      if (own >= 0 && (isGiven || this.#backwardTakes.length > names.length || isScalar)) return inputs[own];
      if (!isGiven) {
        isGiven = true;
        return upstream;
      }
      if (/momentum|decay/i.test(name)) return 0;
      return optional ? undefined : inputs[0];
    });
    const returned = methodOf(object, this.#backward).apply(object, given);
    const moved = updatesOf(object, parameters, before, rate);
    const held = moved ?? heldGradients(object, parameters);
    const missing = held.some((gradient) => gradient === undefined);
    const wanted = [
      ...inputTensors,
      ...(missing ? parameters.map(({ path, view }) => ({ name: path.at(-1) as string, view })) : []),
    ];
    const { returned: returnedNames } = signatureOf(methodOf(object, this.#backward));
    const fromReturn = gradientsIn(partsOf(returned, returnedNames), wanted);
    const ofInputs = inputTensors.map(({ name, view }, i) => {
      const left = gradientBeside(inputs[i]) ?? inputGradient(object, name, view);
      return fromReturn[i] ?? (left === undefined ? undefined : gradientIn(left));
    });
    const ofParameters = held.map((gradient, p) => gradient ?? fromReturn[inputTensors.length + p]);
    return { gradients: [...ofInputs, ...ofParameters], updates: moved !== undefined };
  }
}

/** Where a forward pass leaves its output, told by one run: it is read at every evaluation. */
function outputReader(object: object, sample: unknown): (result: unknown) => unknown {
  if (resultView(sample) !== undefined) return (result) => result;
  if (resultView(partsOf(sample, [])[0]?.value) !== undefined) return partReader(sample, [], 0);
  const kept = object as { output?: unknown; outputs?: unknown; out?: unknown };
  return () => kept.output ?? kept.outputs ?? kept.out;
}

function holds(input: unknown, view: View): boolean {
  if (typeof input === 'number') return view.shape.length === 0;
  return resultView(input)?.overlaps(view) ?? false;
}

interface Layer {
  readonly cost: () => number;
  readonly gradients: () => (Gradient | undefined)[];
  /** Inputs and parameters. */
  readonly wanted: readonly { readonly name: string; readonly view: View }[];
  /** What it gives depends on the learning rate. */
  readonly isUnstable: boolean;
  readonly updates: boolean;
}
