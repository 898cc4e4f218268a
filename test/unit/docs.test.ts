import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'jsonc-parser';
import { readConfig } from '../../src/config/document.ts';

const root = join(import.meta.dirname, '../..');
const docs = join(root, 'media/docs');
const sources = globSync('src/**/*.{ts,py}', { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
);

const prefixes = [
  'code',
  'config',
  'cost',
  'data',
  'dataset',
  'dropout',
  'gradient',
  'loss',
  'model',
  'recorded',
  'worker',
];

/** A code is a literal of its own: a prefix, a dot and one word. */
const codeLiteral = new RegExp(`(['"])((?:${prefixes.join('|')})\\.[a-zA-Z0-9]+)\\1`, 'g');
/** A bundle, and a key of the config. */
const otherLiterals = ['worker.js', 'code.recorded'];
const codes = sorted(
  sources.flatMap((text) => [...text.matchAll(codeLiteral)].map((match) => match[2])),
).filter((code) => !otherLiterals.includes(code));

const pages = globSync('*.md', { cwd: docs }).filter((page) => page !== 'README.md');
const textOf = (page: string) => readFileSync(join(docs, page), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

function sorted(words: readonly (string | undefined)[]): string[] {
  return [...new Set(words)].filter((word) => word !== undefined).sort();
}

/** Each block fenced as jsonc. */
function examplesOf(text: string): string[] {
  return [...text.matchAll(/^```jsonc\n([\s\S]*?)^```$/gm)].map((match) => match[1] as string);
}

test('every code has a page, and every page a code', () => {
  assert.deepEqual(sorted(pages.map((page) => page.replace(/\.md$/, ''))), codes);
});

test('no code is given with a prefix that is not looked for', () => {
  const given = /(?:\bProblem\(|\bNote\(|complain\(|\bcode:)\s*(?:\w+ \? )?['"](\w+)\.\w+['"]/g;
  const found = sources.flatMap((text) => [...text.matchAll(given)].map((match) => match[1]));
  assert.ok(found.length > 60, 'the expression finds the places where codes are given');
  assert.deepEqual(
    sorted(found).filter((prefix) => !prefixes.includes(prefix)),
    [],
  );
});

test('the index lists exactly the pages, each once, and names each by its code', () => {
  const listed = [...textOf('README.md').matchAll(/^- \[(.+?)\]\((.+?)\): \S/gm)];
  for (const [, code, page] of listed) assert.equal(page, `${code}.md`);
  assert.deepEqual(listed.map(([, , page]) => page).sort(), pages.sort());
});

test('every config that the README shows is one, and its links lead somewhere', () => {
  const examples = examplesOf(readme);
  assert.ok(examples.length > 4);
  for (const example of examples) assert.deepEqual(readConfig(example, 'README.md').problems, [], example);
  for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g))
    assert.ok(existsSync(join(root, target as string)), target);
});

for (const page of pages) {
  test(`${page}: a heading, a line in plain words, what to do; links lead somewhere; examples are read`, () => {
    const text = textOf(page);
    const [heading, blank, title] = text.split('\n');
    assert.equal(`${heading}\n${blank}`, `# ${page.replace(/\.md$/, '')}\n`);
    assert.match(title ?? '', /^[A-Z].*[.]$/);
    assert.doesNotMatch(text, /https?:/);
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g))
      assert.ok(pages.includes(target as string), target);

    for (const example of examplesOf(text)) {
      const config = parse(example, [], { allowTrailingComma: true });
      // A part of a config is shown without the network that every config has.
      const whole = 'model' in config ? example : JSON.stringify({ ...config, model: [784, 5, 10] });
      assert.deepEqual(readConfig(whole, page).problems, [], example);
    }
    // A fence with another word would escape the reading above.
    assert.equal(text.match(/^```/gm)?.length ?? 0, 2 * examplesOf(text).length);
  });
}
