import { distance } from 'fastest-levenshtein';
import { Problem } from '../../../core/problem.ts';
import type { Context } from '../context.ts';
import type { Callable, Constructor } from '../load/userModule.ts';

/** @throws Problem code.unknownName with the nearest names that there are */
export function functionNamed(name: string, { module }: Context): Callable {
  return found('function', name, module.functions, module.file);
}

/** @throws Problem code.unknownName with the nearest names that there are */
export function classNamed(name: string, { module }: Context): Constructor {
  return found('class', name, module.classes, module.file);
}

function found<Definition>(
  kind: 'function' | 'class',
  name: string,
  definitions: ReadonlyMap<string, Definition>,
  file: string,
): Definition {
  const definition = definitions.get(name);
  if (definition !== undefined) return definition;
  const known = [...definitions.keys()].sort((a, b) => distance(name, a) - distance(name, b));
  const nearest = known.length === 0 ? 'It has none.' : `There are ${known.slice(0, 4).join(', ')}.`;
  throw new Problem('code.unknownName', `The file has no ${kind} ${name}. ${nearest}`, {
    place: { file, line: 1, column: 1 },
  });
}
