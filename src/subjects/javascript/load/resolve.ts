import { statSync } from 'node:fs';
import { dirname, extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensions } from './source.ts';

/**
 * The file of the user's that a relative import means, or undefined: a package, something of Node's, or not there.
 * As TypeScript has it, `./layers.js` may be written for layers.ts, and `./layers` for either.
 */
export function ownFile(specifier: string, importer: string): string | undefined {
  if (!/^(\.{0,2}\/|file:)/.test(specifier)) return undefined;
  const path = specifier.startsWith('file:')
    ? fileURLToPath(specifier)
    : resolve(dirname(importer), decodeURI(specifier));
  const typed = path.replace(/\.([cm]?)js$/, '.$1ts');
  const candidates = [
    path,
    typed,
    ...[...extensions, '.json'].map((extension) => path + extension),
    ...extensions.map((extension) => resolve(path, `index${extension}`)),
  ];
  const file = candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
  const readable = file !== undefined && [...extensions, '.json'].includes(extname(file));
  return readable && !file.includes(`${sep}node_modules${sep}`) ? file : undefined;
}
