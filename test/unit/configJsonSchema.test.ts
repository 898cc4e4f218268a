import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedJsonSchema } from '../../src/config/jsonSchema.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly { readonly if: Schema; readonly then: Schema }[];
}

const root = shippedJsonSchema() as Schema;

function visit(schema: Schema, see: (schema: Schema, path: string) => void, path = ''): void {
  see(schema, path);
  for (const [key, value] of Object.entries(schema.properties ?? {})) visit(value, see, `${path}.${key}`);
  if (schema.items) visit(schema.items, see, `${path}[]`);
  for (const form of schema.anyOf ?? []) visit(form, see, path);
  for (const variant of schema.allOf ?? []) visit(variant.then, see, path);
}

test('nothing in the schema can be violated', () => {
  const harmless = new Set(
    'properties items anyOf allOf description markdownDescription default examples enum markdownEnumDescriptions'.split(
      ' ',
    ),
  );
  const atRoot = ['$schema', 'title', 'allowComments', 'allowTrailingCommas'];
  visit(root, (schema, path) => {
    const others = Object.keys(schema).filter((keyword) => !harmless.has(keyword));
    assert.deepEqual(others, schema === root ? atRoot : [], path);
    if (schema.anyOf !== undefined) assert.deepEqual(schema.anyOf.at(-1), {}, path);
    for (const { properties = {} } of [schema]) {
      for (const [key, value] of Object.entries(properties))
        assert.equal(value.enum, undefined, `${path}.${key}`);
    }
  });
  assert.equal(root.enum, undefined);
  assert.equal(root.allowComments, true);
  assert.equal(root.allowTrailingCommas, true);
});

test('every key is described in a sentence, in words and in Markdown', () => {
  const keys: string[] = [];
  visit(root, (schema, path) => {
    for (const [key, value] of Object.entries(schema.properties ?? {})) {
      keys.push(`${path}.${key}`);
      assert.match(value.description ?? '', /^[^`]+\.$/, `${path}.${key}`);
      assert.equal(value.markdownDescription?.replaceAll('`', ''), value.description);
    }
  });
  for (const key of [
    '.model.layers[].units',
    '.model.layers[].rate',
    '.dataset.scale.mean',
    '.check.coverage',
  ]) {
    assert.ok(keys.includes(key), key);
  }
});

function keysOf(schema: Schema | undefined): string[] {
  return Object.keys(schema?.properties ?? {});
}

test('every section offers its keys', () => {
  assert.deepEqual(keysOf(root), ['$schema', 'seed', 'dataset', 'model', 'code', 'check']);
  assert.deepEqual(keysOf(root.properties?.dataset), [
    'file',
    'features',
    'labels',
    'examples',
    'scale',
    'order',
    'examples_axis',
  ]);
  assert.deepEqual(keysOf(root.properties?.code), [
    ...['python', 'interpreter', 'javascript', 'command', 'recorded', 'functions', 'classes'],
    ...['forward', 'cost', 'backward', 'initialize', 'extra', 'parameters'],
  ]);
  assert.deepEqual(keysOf(root.properties?.check), ['method', 'epsilon', 'threshold', 'coverage']);
});

test('each type of layer offers its own keys', () => {
  const model = root.properties?.model?.anyOf?.find((form) => form.properties?.layers !== undefined);
  const layer = model?.properties?.layers?.items;
  assert.deepEqual(
    layer?.allOf?.map((variant) => [variant.if, keysOf(variant.then)]),
    [
      [
        { properties: { type: { enum: ['Dense'] } } },
        ['name', 'units', 'activation', 'use_bias', 'kernel_initializer', 'bias_initializer'],
      ],
      [{ properties: { type: { enum: ['Activation'] } } }, ['name', 'activation']],
      [{ properties: { type: { enum: ['Flatten'] } } }, ['name']],
      [{ properties: { type: { enum: ['Dropout'] } } }, ['name', 'rate', 'seed']],
    ],
  );
  assert.deepEqual(layer?.properties?.type?.anyOf?.[0]?.enum, ['Dense', 'Activation', 'Flatten', 'Dropout']);
});

test('values are suggested with their defaults', () => {
  const check = root.properties?.check?.properties;
  assert.equal(check?.method?.default, 'central');
  assert.deepEqual(check?.method?.anyOf, [{ enum: ['central', 'forward'] }, {}]);
  assert.deepEqual(check?.coverage?.anyOf, [{ enum: ['auto', 'all'] }, {}]);
  assert.equal(root.properties?.seed?.default, 1);
  assert.equal(root.properties?.dataset?.properties?.examples?.default, 5);
  assert.equal('default' in (check?.epsilon ?? {}), false);
});
