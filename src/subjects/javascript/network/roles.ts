import { optionCandidates } from '../arguments/candidates.ts';
import { type Part, partReader, partsOf } from '../conventions/parts.ts';
import type { Signature } from '../signature.ts';
import { resultView } from '../tensor/view.ts';
import { isLabelName, isLearningRateName, plain } from '../words.ts';

/** Everything that a function of a network may ask for by name. */
export interface Material {
  readonly x: unknown;
  readonly y?: unknown;
  readonly parameters?: unknown;
  /** Single parameters by their names. */
  readonly named?: Readonly<Record<string, unknown>>;
  /** What forward returned, taken apart and whole. */
  readonly parts?: readonly Part[];
  readonly result?: unknown;
  readonly output?: unknown;
  readonly examples: number;
  readonly rate?: number;
  readonly extra: Readonly<Record<string, unknown>>;
}

const xName =
  /^(x|xs|x_?train|x_?batch|input|inputs|input_?(array|data|vector|layer)|inputs_?array|data|features|a0|batch|example|sample)$/i;
export const parametersName =
  /^(p|params?|parameters?|weights|theta|model|net|network|w|weights?_?and_?biases|layers)$/i;
export const cacheName =
  /cache|ctx|saved|memory|tape|intermediate|activations|forward_?(pass|result|output)s?|^(fwd|acts|state|steps|zs)$/i;
const outputName =
  /^(a|al|a_?\d|a_?last|a_?out|y_?hat|y_?pred|pred|preds|prediction|predictions|predicted|probs?|probabilities|outputs?|out|h|hypothesis|final)$/i;

/** Arguments for a call by the names that it asks for; an option that is nowhere given takes a telling value. */
export function argumentsFor({ parameters }: Signature, material: Material): unknown[] {
  const { x, y, parts = [], extra, named = {} } = material;
  return parameters.map(({ name, optional, fields }, i) => {
    if (Object.hasOwn(extra, name)) return extra[name];
    const part = parts.find((one) => one.name !== '' && plain(one.name) === plain(name));
    if (Object.hasOwn(named, name)) return named[name];
    if (xName.test(name)) return x;
    if (cacheName.test(name) && 'result' in material) {
      const cached =
        parts.find((one) => cacheName.test(one.name)) ??
        parts.find(({ value }) => resultView(value) === undefined);
      return cached?.value ?? material.result;
    }
    if (part !== undefined) return part.value;
    // A cost's first argument is what came out, even where the labels are called outputs.
    if (outputName.test(name) && 'output' in material && (!isLabelName(name) || i === 0))
      return material.output;
    if (isLabelName(name)) return y;
    if (parametersName.test(name) || fields.some((field) => Object.hasOwn(named, field)))
      return material.parameters;
    if (isLearningRateName(name)) return material.rate;
    if (/^(m|n|num_?examples|batch_?size)$/i.test(name)) return material.examples;
    if (/^(epochs?|iterations?|steps?|num_?iter(ation)?s?)$/i.test(name)) return 1;
    if (name === '' && fields.length > 0)
      return Object.fromEntries(
        fields.map((field) => [field, parts.find((one) => one.name === field)?.value ?? named[field]]),
      );
    if (optional) return undefined;
    const [option] = optionCandidates(name);
    return option !== undefined && 'value' in option ? option.value : undefined;
  });
}

/**
 * Arguments for the same call with another result of forward: what comes out of forward is read from it, the rest
 * stays. Names are looked up once, not at each of thousands of evaluations.
 */
export function argumentsAgain(
  signature: Signature,
  material: Material,
  names: readonly string[],
): (result: unknown) => unknown[] {
  const { result: sample, parts = [] } = material;
  const isTakenApart = signature.parameters.some(({ name, fields }) => name === '' && fields.length > 0);
  if (isTakenApart) {
    const output = partReader(
      sample,
      names,
      Math.max(
        0,
        parts.findIndex(({ value }) => value === material.output),
      ),
    );
    return (result) =>
      argumentsFor(signature, { ...material, result, parts: partsOf(result, names), output: output(result) });
  }
  const readers = argumentsFor(signature, material).map((value): ((result: unknown) => unknown) => {
    if (value === sample) return (result) => result;
    const index = parts.findIndex((part) => part.value === value);
    return index < 0 ? () => value : partReader(sample, names, index);
  });
  return (result) => readers.map((read) => read(result));
}
