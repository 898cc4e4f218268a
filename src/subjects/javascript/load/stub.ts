import { Problem } from '../../../core/problem.ts';
import { type Place, placeText } from '../place.ts';

/** Stands for what an import that is not there would have given: whoever uses it is told, whoever does not is fine. */
export function stub(specifier: string, place: Place): unknown {
  const remedy = /^[./]/.test(specifier)
    ? 'put the file where the import looks for it'
    : `install it in the folder of the file: npm install ${specifier}`;
  const raise = (): never => {
    const message = `"${specifier}" cannot be imported (${placeText(place)}), and the code that is checked uses it: ${remedy}.`;
    throw new Problem('code.missingImport', message, { place });
  };
  const standIn = (): unknown =>
    new Proxy(class {}, {
      // Its members may be named as long as none is used; `then` would make a promise of it.
      get: (_, key) => {
        if (key === Symbol.toPrimitive || key === Symbol.iterator) return raise;
        return typeof key === 'symbol' || key === 'then' || key === 'prototype' ? undefined : standIn();
      },
      apply: raise,
      construct: raise,
    });
  return standIn();
}
