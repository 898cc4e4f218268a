import { Problem } from '../../core/problem.ts';
import type { Context } from './context.ts';
import { layerClasses, statedClasses } from './conventions/layerClasses.ts';
import { lossFunctions } from './conventions/lossFunctions.ts';
import { networkClasses } from './conventions/networkClasses.ts';
import { networkFunctions } from './conventions/networkFunctions.ts';
import { pairedFunctions, statedFunctions } from './conventions/pairedFunctions.ts';
import { tapes } from './conventions/tapes.ts';
import type { Row } from './target.ts';

/**
 * Which conventions a file follows. A network as a whole comes first: with a model in the config it is what is
 * checked. Without one every function and class of the file is a row of its own.
 * @throws Problem code.unrecognised
 */
export function recognise(context: Context): Row[] {
  const { code, request } = context;
  const isStated = code.functions !== undefined || code.classes !== undefined;
  const rows = isStated ? [...statedFunctions(context), ...statedClasses(context)] : wholeNetwork(context);
  if (rows.length > 0) return rows;
  const parts =
    isStated || request.parameters !== undefined
      ? []
      : [pairedFunctions, lossFunctions, layerClasses, networkClasses, tapes].flatMap((rowsOf) =>
          rowsOf(context),
        );
  if (parts.length > 0) return parts;
  throw unrecognised(context);
}

function wholeNetwork(context: Context): Row[] {
  const rows = networkFunctions(context);
  return rows.length > 0 || context.request.parameters === undefined ? rows : networkClasses(context);
}

function unrecognised({ module, request }: Context): Problem {
  const names = [...module.functions.keys(), ...module.classes.keys()];
  const found = names.length === 0 ? 'no function and no class' : names.slice(0, 12).join(', ');
  const wanted =
    request.parameters === undefined
      ? 'functions such as affineForward and affineBackward, a class with forward and backward, or a network'
      : 'a network: functions such as forward(X, params) and backward(params, cache, X, Y), or a class of a network';
  const line =
    request.parameters === undefined
      ? '"code": { "functions": { "conv": { "forward": "convolve", "backward": "convolveGradients" } } }'
      : '"code": { "forward": "predict", "cost": "loss", "backward": "gradients" }';
  return new Problem(
    'code.unrecognised',
    `Nothing to check was recognised. The file has ${found}; looked for were ${wanted}. Say which they are: ${line}.`,
    { place: { file: module.file, line: 1, column: 1 } },
  );
}
