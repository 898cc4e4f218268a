import * as z from 'zod';
import { configSchema } from './schema.ts';

/** The part of JSON Schema that zod writes for the config. */
interface Written {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [key: string]: Written };
  readonly items?: Written;
  readonly anyOf?: readonly Written[];
  readonly oneOf?: readonly Written[];
}

/** What an editor's JSON server is given: words and suggestions, and nothing that could be violated. */
interface Suggestions {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly properties?: { readonly [key: string]: Suggestions };
  readonly items?: Suggestions;
  readonly anyOf?: readonly Suggestions[];
  readonly allOf?: readonly { readonly if: Suggestions; readonly then: Suggestions }[];
}

/** The JSON Schema for completion and hover. It never reports an error: all errors come from `readConfig`. */
export function shippedJsonSchema(): object {
  const written = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Written;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Gradient Check config',
    allowComments: true,
    allowTrailingCommas: true,
    ...suggestions(written),
  };
}

function suggestions(written: Written): Suggestions {
  const values = written.const === undefined ? written.enum : [written.const];
  if (values !== undefined) return { ...words(written), ...oneOfValues({ enum: values }) };
  if (written.type === 'boolean') return { ...words(written), ...oneOfValues({ enum: [true, false] }) };
  if (written.oneOf !== undefined) return { ...words(written), ...variants(written.oneOf) };
  const items = written.items && suggestions(written.items);
  const forms = (written.anyOf ?? []).map(suggestions).filter((form) => Object.keys(form).length > 0);
  return {
    ...words(written),
    ...(written.properties && { properties: mapValues(written.properties, suggestions) }),
    ...(items && Object.keys(items).length > 0 && { items }),
    ...(forms.length > 0 && { anyOf: [...forms, {}] }),
  };
}

function words({ description, default: value, examples }: Written): Suggestions {
  return {
    ...(description !== undefined && {
      description: description.replaceAll('`', ''),
      markdownDescription: description,
    }),
    ...(value !== undefined && { default: value }),
    ...(examples !== undefined && { examples }),
  };
}

/** Suggests the values and allows any other. */
function oneOfValues(values: Suggestions): Suggestions {
  return { anyOf: [values, {}] };
}

/** Objects told apart by one key: its values, and for each value the keys that go with it. */
function variants(written: readonly Written[]): Suggestions {
  const key = discriminator(written);
  const options = written.map(({ description, properties = {} }) => {
    const { [key]: tag = {}, ...others } = properties;
    return { tag, values: tag.const === undefined ? (tag.enum ?? []) : [tag.const], description, others };
  });
  const described = options.every(({ description }) => description !== undefined);
  const values: Suggestions = {
    enum: options.flatMap((option) => option.values),
    ...(described && { markdownEnumDescriptions: options.map(({ description }) => description as string) }),
  };
  return {
    properties: { [key]: { ...words(options[0]?.tag ?? {}), ...oneOfValues(values) } },
    allOf: options.map(({ values: own, others }) => ({
      if: { properties: { [key]: { enum: own } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: mapValues(others, suggestions) },
    })),
  };
}

function discriminator(variants: readonly Written[]): string {
  const [first, ...rest] = variants.map(({ properties = {} }) => properties);
  const isTag = (schema: Written | undefined) => schema?.const !== undefined || schema?.enum !== undefined;
  const key = Object.keys(first ?? {}).find((name) =>
    [first, ...rest].every((other) => isTag(other?.[name])),
  );
  if (key === undefined) throw new Error('The forms of an object have no key that tells them apart.');
  return key;
}

function mapValues<From, To>(object: { readonly [key: string]: From }, map: (value: From) => To) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
