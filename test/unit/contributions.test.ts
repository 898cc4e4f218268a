import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands, configFilePatterns, contextKeys, defaultSettings } from '../../src/contributions.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json');
const { contributes, capabilities } = manifest;
const strings: Record<string, string> = read('package.nls.json');

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}
const settings: Record<string, Setting> = contributes.configuration.properties;

test('package.json contributes exactly the commands that the code knows', () => {
  const contributed = contributes.commands.map(({ command }: { command: string }) => command);
  assert.deepEqual(contributed.sort(), Object.values(commands).sort());
});

test('every command has the category, a title from package.nls.json and an icon', () => {
  for (const { command, category, title, icon } of contributes.commands) {
    assert.equal(category, 'Gradient Check', command);
    assert.match(strings[title.slice(1, -1)] ?? '', /^[A-Z]/, command);
    assert.match(icon, /^\$\([a-z-]+\)$/, command);
  }
});

test('package.json contributes exactly the settings that the code reads, with the same defaults', () => {
  const defaults = Object.entries(settings).map(([key, setting]) => [key, setting.default]);
  const known = Object.entries(defaultSettings).map(([key, value]) => [`gradientCheck.${key}`, value]);
  assert.deepEqual(Object.fromEntries(defaults), Object.fromEntries(known));
});

test('every setting has a scope, a description and a default of its type', () => {
  for (const [key, setting] of Object.entries(settings)) {
    assert.ok(['window', 'machine-overridable'].includes(setting.scope), key);
    assert.ok((strings[setting.markdownDescription.slice(1, -1)] ?? '').length > 40, key);
    assert.equal(typeof setting.default, setting.type === 'integer' ? 'number' : setting.type, key);
  }
});

test('a setting that could name an executable is restricted until the workspace is trusted', () => {
  const harmless = ['number', 'integer', 'boolean'];
  const risky = Object.keys(settings).filter((key) => !harmless.includes(settings[key]!.type));
  assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, risky);
});

test('package.nls.json has the strings of package.json and no others', () => {
  const used = JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g);
  assert.deepEqual([...used].map(([, key]) => key).sort(), Object.keys(strings).sort());
});

test('config files are JSON with comments, described by the shipped schema, and wake the extension', () => {
  const patterns = [...configFilePatterns];
  const [language] = contributes.languages;
  assert.equal(language.id, 'jsonc');
  assert.deepEqual([...language.filenames, ...language.filenamePatterns], patterns);
  assert.deepEqual(contributes.jsonValidation, [
    { fileMatch: patterns, url: './dist/gradcheck.schema.json' },
  ]);
  for (const pattern of patterns) {
    assert.ok(manifest.activationEvents.includes(`workspaceContains:**/${pattern}`), pattern);
  }
});

test('menus name commands and context keys that exist', () => {
  const items = Object.values(contributes.menus).flat() as { command: string; when: string }[];
  assert.deepEqual(
    items.map(({ command, when }) => [command, when]),
    [
      [commands.run, 'resourceFilename =~ /(^|\\.)gradcheck\\.json$/'],
      [commands.cancel, contextKeys.running],
    ],
  );
});
