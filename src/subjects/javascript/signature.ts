import { type Expression, type Function as FunctionNode, type Node, type Pattern, parse } from 'acorn';
import { base, simple } from 'acorn-walk';
import { parserOptions } from './load/source.ts';

/** An argument that a function takes. */
export interface Parameter {
  /** Empty where it is taken apart in place. */
  readonly name: string;
  readonly optional: boolean;
  /** It takes all that is left, as a list. */
  readonly rest?: boolean;
  /** Members of it that the function reads by name, such as the options `stride` and `pad` or the parameters `W1`. */
  readonly fields: readonly string[];
}

/** What can be read from a function's own text. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Names in its return statements: keys of an object, or elements of a list by their order, empty for others. */
  readonly returned: readonly string[];
  /** It does nothing, or only throws: a class leaves it to those that extend it. */
  readonly isEmpty: boolean;
}

const nothing: Signature = { parameters: [], returned: [], isEmpty: false };

const known = new WeakMap<object, Signature>();

/** The text of a function as its author wrote it; a member that was bound to its object brings it along. */
export function textOf(definition: (...values: never[]) => unknown): string {
  return Object.hasOwn(definition, 'toString')
    ? String(definition)
    : Function.prototype.toString.call(definition);
}

/** Has a function that was made of another print as that one: as what its author wrote. */
export function printingAs<Made extends (...values: never[]) => unknown>(
  written: (...values: never[]) => unknown,
  made: Made,
): Made {
  const text = textOf(written);
  return Object.defineProperty(made, 'toString', { value: () => text });
}

/** The signature of a function or of a class's constructor; without parameters where its text cannot be had. */
export function signatureOf(definition: (...values: never[]) => unknown): Signature {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const node = functionIn(textOf(definition));
  const inherited = Object.getPrototypeOf(definition);
  const signature =
    node !== undefined
      ? {
          parameters: node.params.map((pattern) => parameter(pattern, node)),
          returned: returnedNames(node),
          isEmpty: isEmpty(node),
        }
      : /^class\b/.test(textOf(definition)) &&
          typeof inherited === 'function' &&
          inherited !== Function.prototype
        ? signatureOf(inherited)
        : nothing;
  known.set(definition, signature);
  return signature;
}

/** The function of that text, or the constructor of that class; a method's text is read as an object's member. */
function functionIn(text: string): FunctionNode | undefined {
  const expression = expressionOf(`(${text})`) ?? expressionOf(`({${text}})`);
  switch (expression?.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return expression;
    case 'ClassExpression': {
      const members = expression.body.body;
      const own = members.find(
        (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
      );
      return own?.type === 'MethodDefinition' ? own.value : undefined;
    }
    case 'ObjectExpression': {
      const [member] = expression.properties;
      return member?.type === 'Property' && member.value.type === 'FunctionExpression'
        ? member.value
        : undefined;
    }
    default:
      return undefined;
  }
}

function expressionOf(program: string): Expression | undefined {
  try {
    // Outside of its class a method may name private members that are not declared.
    const [statement] = parse(program, { ...parserOptions, checkPrivateFields: false }).body;
    return statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  } catch {
    return undefined;
  }
}

function parameter(pattern: Pattern, owner: FunctionNode): Parameter {
  switch (pattern.type) {
    case 'Identifier':
      return { name: pattern.name, optional: false, fields: fieldsRead(pattern.name, owner) };
    case 'AssignmentPattern':
      return { ...parameter(pattern.left, owner), optional: true };
    case 'ObjectPattern':
      return { name: '', optional: false, fields: keysOf(pattern) };
    case 'RestElement':
      return { ...parameter(pattern.argument, owner), optional: true, rest: true };
    default:
      return { name: '', optional: false, fields: [] };
  }
}

/** Members that arrays and strings have anyway. */
const builtIn = new Set([
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Float64Array.prototype),
  ...Object.getOwnPropertyNames(String.prototype),
  ...Object.getOwnPropertyNames(Number.prototype),
]);

function fieldsRead(name: string, owner: FunctionNode): string[] {
  const fields = new Set<string>();
  const isIt = (node: Node | null | undefined) =>
    node?.type === 'Identifier' && (node as Node & { name: string }).name === name;
  const calls = new Set<Node>();
  simple(owner.body, {
    CallExpression: ({ callee }) => {
      calls.add(callee);
    },
  });
  simple(owner.body, {
    MemberExpression: (node) => {
      if (!isIt(node.object)) return;
      if (!node.computed && node.property.type === 'Identifier' && !calls.has(node))
        fields.add(node.property.name);
      if (node.computed && node.property.type === 'Literal' && typeof node.property.value === 'string')
        fields.add(node.property.value);
    },
    VariableDeclarator: ({ id, init }) => {
      const source = init?.type === 'LogicalExpression' ? init.left : init;
      if (isIt(source) && id.type === 'ObjectPattern') for (const key of keysOf(id)) fields.add(key);
    },
  });
  return [...fields].filter((field) => !builtIn.has(field));
}

function keysOf(pattern: Extract<Pattern, { type: 'ObjectPattern' }>): string[] {
  return pattern.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  );
}

function returnedNames(owner: FunctionNode): string[] {
  const nameOf = (node: Node | null): string =>
    node?.type === 'Identifier' ? (node as Node & { name: string }).name : '';
  let names: string[] = [];
  const take = (argument: Node | null | undefined) => {
    if (argument?.type === 'ObjectExpression') {
      const { properties } = argument as Node & {
        properties: { key?: { name?: string; value?: unknown } }[];
      };
      names = properties.map(({ key }) => key?.name ?? String(key?.value ?? ''));
    } else if (argument?.type === 'ArrayExpression') {
      const { elements } = argument as Node & { elements: (Node | null)[] };
      // A matrix that is written out is one value.
      if (!elements.some((element) => element?.type === 'ArrayExpression')) names = elements.map(nameOf);
    } else if (names.length === 0 && argument?.type === 'Identifier') names = [nameOf(argument)];
  };
  if (owner.body.type !== 'BlockStatement') take(owner.body);
  // A return inside a callback is not this function's.
  const outside = { ...base, Function: () => {} };
  simple(owner.body, { ReturnStatement: ({ argument }) => take(argument) }, outside);
  return names;
}

function isEmpty({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && body.body.every(({ type }) => type === 'ThrowStatement');
}
