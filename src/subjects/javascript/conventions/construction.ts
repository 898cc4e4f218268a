import { sizeCandidates } from '../arguments/candidates.ts';
import { sizes as madeUp } from '../arguments/sizes.ts';
import type { Context } from '../context.ts';
import type { Constructor } from '../load/userModule.ts';
import { type Parameter, signatureOf } from '../signature.ts';
import { plain } from '../words.ts';
import { backwardMethod, forwardMethod, methodOf, methodsOf } from './methods.ts';

/** How an object of a class is made. */
export interface Construction {
  /** What has to be given. */
  readonly parameters: readonly Parameter[];
  /** @param sizes from the inputs to the outputs, for what is put together of layers */
  readonly make: (values: readonly unknown[], sizes?: readonly number[]) => object;
}

const listNames = /^(layers|modules|blocks|stack|components|sequence)$/i;
const addNames = /^(add|add_?layer|add_?module|push|append|use)$/i;

/** By its constructor; a container of layers is filled with layers of the same file. */
export function constructionOf(Class: Constructor, context: Context): Construction {
  const { parameters } = signatureOf(Class as never);
  const list = parameters.findIndex(({ name }) => listNames.test(name));
  const add = methodsOf(Class).find((name) => addNames.test(name));
  const isContainer = forwardMethod(methodsOf(Class)) !== undefined && (list >= 0 || add !== undefined);
  if (!isContainer || layersFor(Class, madeUpSizes, context).length === 0)
    return { parameters, make: (values) => new Class(...values) };
  if (list < 0) {
    return {
      parameters,
      make: (values, sizes = madeUpSizes) => {
        const object = new Class(...values);
        for (const layer of layersFor(Class, sizes, context))
          methodOf(object, add as string).call(object, layer);
        return object;
      },
    };
  }
  return {
    parameters: parameters.filter((_, i) => i !== list),
    make: (values, sizes = madeUpSizes) => {
      const layers = layersFor(Class, sizes, context);
      const isRest = parameters[list]?.rest === true;
      return new Class(...values.slice(0, list), ...(isRest ? layers : [layers]), ...values.slice(list));
    },
  };
}

const madeUpSizes = [madeUp.inputs, madeUp.hidden, madeUp.units];

/** Layers with weights from size to size, each but the last with an activation: that of the config, or any. */
function layersFor(container: Constructor, sizes: readonly number[], { module, request }: Context): object[] {
  const layers = [...module.classes.values()].filter((Class) => {
    const methods = methodsOf(Class);
    const [forward, backward] = [forwardMethod(methods), backwardMethod(methods)];
    if (Class === container || forward === undefined || backward === undefined) return false;
    const { parameters, isEmpty } = signatureOf(methodOf(Class.prototype, forward));
    return !isEmpty && parameters.filter(({ optional }) => !optional).length === 1;
  });
  const required = (Class: Constructor) =>
    signatureOf(Class as never).parameters.filter(({ optional }) => !optional);
  const isSized = (Class: Constructor) =>
    required(Class).length === 2 && required(Class).every(({ name }) => sizeCandidates(name).length > 0);
  const Dense = layers.find(isSized);
  const activations = layers.filter((Class) => required(Class).length === 0);
  if (Dense === undefined) return [];
  return sizes.slice(1).flatMap((units, l) => {
    const wanted = request.layers?.[l]?.activation;
    const isLast = l === sizes.length - 2;
    const named = activations.find(
      ({ name }) => typeof wanted === 'string' && plain(name).includes(plain(wanted)),
    );
    const Activation = request.layers === undefined ? (isLast ? undefined : activations[0]) : named;
    return [new Dense(sizes[l], units), ...(Activation === undefined ? [] : [new Activation()])];
  });
}
