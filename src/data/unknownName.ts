import { basename } from 'node:path';
import { Problem } from '../core/problem.ts';
import type { ArraySource } from './arraySource.ts';
import { listNames } from './listNames.ts';
import { nearestName } from './nearestName.ts';

/** The problem of a path that leads to no array: what there is instead, and which of it may be meant. */
export function unknownName(source: ArraySource, path: string): Problem {
  const name = basename(source.file);
  const listed = source.datasets();
  if (listed.length === 0)
    return new Problem('data.name', `${name} has no dataset in it. Name a file that has.`);
  const inGroup = listed.filter((info) => info.path.startsWith(`${path}/`));
  if (inGroup.length > 0) {
    return new Problem(
      'data.name',
      `${path} in ${name} is a group. Name a dataset in it: ${listNames(inGroup)}.`,
    );
  }
  const nearest = nearestName(
    path,
    listed.map((info) => info.path),
  );
  const hint = nearest ? ` Did you mean ${nearest}?` : '';
  const message = `${name} has no dataset ${JSON.stringify(path)}.${hint} It has: ${listNames(listed)}.`;
  return new Problem('data.name', message);
}
