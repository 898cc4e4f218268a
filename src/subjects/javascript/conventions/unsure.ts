import { Problem } from '../../../core/problem.ts';
import type { Place } from '../place.ts';
import { placeText } from '../place.ts';
import type { Untested } from '../target.ts';

/** What was found, what came of trying it, and the line of the config that settles it. */
export function unsure(found: string, place: Place | undefined, line: string): (tried: string) => Problem {
  const where = place === undefined ? '' : ` (${placeText(place)})`;
  return (tried) =>
    new Problem(
      'code.unsure',
      `${found}${where} was found, but not how to call it: ${tried.replace(/\.$/, '')}. Say what it takes: "code": { ${line} }.`,
      place === undefined ? {} : { place },
    );
}

/** A row in which nothing could be tested. The user's code broke, unless nothing more is known than that. */
export function untested(name: string, kind: string, problem: Problem): Untested {
  const isWarning = problem.code === 'code.unsure' || problem.code === 'code.notImplemented';
  return { name, kind, severity: isWarning ? 'warning' : 'error', problem };
}

/** An `"arguments"` section to fill in, for arguments of these names. */
export function argumentsLine(names: readonly string[]): string {
  const each = names.map((name) => `"${name}": { "shape": [3, 5] }`);
  return `"arguments": { ${each.slice(0, 4).join(', ')} }`;
}
