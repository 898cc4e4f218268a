import { isAbsolute, relative, sep } from 'node:path';
import type { CodePlace } from '../core/problem.ts';
import type { Location } from '../protocol/report.ts';

/**
 * How a report names a line of the user's code: by the path from the folder of the config, as the config itself
 * does, or by its own where it lies elsewhere.
 */
export function codeLocator(folder: string): (place: CodePlace) => Location {
  return ({ file, line, column }) => {
    const path = relative(folder, file);
    const inside = isAbsolute(file) && !path.startsWith('..') && !isAbsolute(path);
    return { file: (inside ? path : file).split(sep).join('/'), line, column };
  };
}
