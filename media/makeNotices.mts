// Writes ThirdPartyNotices.txt from the packages that are in the bundles: `npm run build && node media/makeNotices.mts`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const line = '-'.repeat(100);

interface Bundle {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The notices of what is bundled, each package once, by name. */
export function noticesText(): string {
  const bundles: readonly Bundle[] = JSON.parse(readFileSync(join(root, 'dist/metafile.json'), 'utf8'));
  const folders = new Set(bundles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  const notices = new Map([...folders].map(noticeOf));
  const names = [...notices.keys()].sort();
  const sections = names.map((name) => `${line}\n${name}\n${line}\n\n${notices.get(name)}\n`);
  return [
    'Gradient Check contains the packages below. Their licences are given as each package carries them;',
    'that of h5wasm includes the licence of the HDF5 library, which is built into it.',
    '',
    ...names.map((name) => `  ${name}`),
    '',
    ...sections,
  ].join('\n');
}

/** The innermost package that a bundled file belongs to; none for a file of our own. */
function packageFolder(input: string): string[] {
  const [, folder] = input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//) ?? [];
  return folder === undefined ? [] : [resolve(root, folder)];
}

function noticeOf(folder: string): [name: string, text: string] {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|third.?party)/i.test(file));
  if (files.length === 0) throw new Error(`${name} ${version} carries no licence: find it, and say so here.`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
  return [`${name} ${version} (${license})`, texts.map(tidy).join('\n\n')];
}

function tidy(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/[ \t]*\r?\n/g, '\n').trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(root, 'ThirdPartyNotices.txt'), noticesText());
}
