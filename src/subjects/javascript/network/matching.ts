import { Problem } from '../../../core/problem.ts';
import type { CodeOptions, ConfigParameter } from '../context.ts';
import type { Slot } from '../target.ts';
import { transpose } from '../tensor/transpose.ts';
import { sameShape, type View } from '../tensor/view.ts';

/** A parameter as the user's code holds it. */
export interface OwnParameter {
  readonly name: string;
  /** The whole way to it, as in `params.W1`. */
  readonly own: string;
  readonly view: View;
}

/**
 * Slots of a network: of the config's layers where there is a model, whose values the user's arrays then take, else
 * a row for each of the user's parameters.
 * @param preferTransposed which way kernels lie if every one is square: (units, inputs) where examples are columns
 * @throws Problem code.parameters
 */
export function networkSlots(
  own: readonly OwnParameter[],
  parameters: readonly ConfigParameter[] | undefined,
  stated: CodeOptions['parameters'],
  preferTransposed: boolean,
): Slot[] {
  if (parameters === undefined)
    return own.map(({ name, own: path, view }) => ({
      layer: name,
      name,
      view,
      kind: 'parameter',
      own: path,
    }));
  const layouts = preferTransposed ? [true, false] : [false, true];
  for (const transposed of layouts) {
    const matched = matchedBy(own, parameters, stated ?? {}, transposed);
    if (matched === undefined) continue;
    return parameters.map((parameter, p) => {
      const { own: path, view } = matched[p] as OwnParameter;
      const { shape, values } = parameter;
      const [rows = 0, columns = 0] = shape;
      view.write(transposed && shape.length === 2 ? transpose(values, rows, columns) : values);
      return { layer: parameter.layer, name: parameter.name, view, kind: parameter.kind, own: path };
    });
  }
  throw unmatched(own, parameters);
}

/**
 * The user's array for each of the config's parameters: those that the config names, else the first that fits.
 * Kernels choose before biases, which fit in more places: a bias of (1, n) could be a kernel, too.
 */
function matchedBy(
  own: readonly OwnParameter[],
  parameters: readonly ConfigParameter[],
  stated: NonNullable<CodeOptions['parameters']>,
  transposed: boolean,
): OwnParameter[] | undefined {
  if (own.length !== parameters.length) return undefined;
  const left = [
    ...own.filter(({ name }) => !isBiasName(name)),
    ...own.filter(({ name }) => isBiasName(name)),
  ];
  const matched = new Map<ConfigParameter, OwnParameter>();
  const isKernel = ({ shape }: ConfigParameter) => shape.length > 1;
  for (const parameter of [...parameters.filter(isKernel), ...parameters.filter((one) => !isKernel(one))]) {
    const names = stated[parameter.layer];
    const found = left.find(
      ({ name, own: path, view }) =>
        (names === undefined || names.includes(name) || names.includes(path)) &&
        fits(view.shape, parameter.shape, transposed),
    );
    if (found === undefined) return undefined;
    left.splice(left.indexOf(found), 1);
    matched.set(parameter, found);
  }
  return parameters.map((parameter) => matched.get(parameter) as OwnParameter);
}

function isBiasName(name: string): boolean {
  return /^(b\d*|.*bias.*|.*\.b\d*)$/i.test(name);
}

function fits(own: readonly number[], shape: readonly number[], transposed: boolean): boolean {
  if (shape.length < 2)
    return sameShape(
      own.filter((n) => n !== 1),
      shape.filter((n) => n !== 1),
    );
  return sameShape(own, transposed ? [...shape].reverse() : shape);
}

function unmatched(own: readonly OwnParameter[], parameters: readonly ConfigParameter[]): Problem {
  const kernels = own.filter(({ name }) => !isBiasName(name));
  const biases = own.filter(({ name }) => isBiasName(name));
  const belonging = [...new Set(parameters.map(({ layer }) => layer))].flatMap((layer, l) => {
    const inLayer = parameters.filter((parameter) => parameter.layer === layer).length;
    const likely = [kernels[l], biases[l]].slice(0, inLayer).filter((one) => one !== undefined);
    return likely.length === 0 ? [] : [`"${layer}": [${likely.map(({ name }) => `"${name}"`).join(', ')}]`];
  });
  const text = (shape: readonly number[]) => `(${shape.join(', ')})`;
  const has = own.map(({ name, view }) => `${name} ${text(view.shape)}`).join(', ') || 'none';
  const wants = parameters.map((one) => `${one.layer} ${one.name} ${text(one.shape)}`).join(', ');
  return new Problem(
    'code.parameters',
    `The parameters of the code cannot be matched to the layers of the config. The code has ${has}; the config has ${wants}. Change the layers, or say which belongs to which, as in "code": { "parameters": { ${belonging.join(', ') || '"hidden1": ["W1", "b1"]'} } }.`,
  );
}
