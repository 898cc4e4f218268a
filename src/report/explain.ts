import type { DifferenceStep } from '../core/gradcheck/differenceQuotient.ts';
import type { SubjectTensor } from '../core/gradcheck/subject.ts';
import type { TensorResult } from '../core/gradcheck/tensorResult.ts';
import { formatShape, unravel } from '../core/tensor.ts';
import { formatCount, formatDifference, formatSetting, formatValue, tellingApart } from './formatNumber.ts';

export interface ExplainContext {
  readonly threshold: number;
  readonly step: DifferenceStep;
  /** The arrays that the code was checked on were made up. */
  readonly madeUp: boolean;
}

/**
 * Why a tensor has its verdict, and what to do, as a clause about that tensor; empty for a plain pass.
 *
 * @param layer all tensors of its layer
 */
export function explain(
  result: TensorResult,
  layer: readonly TensorResult[],
  { threshold, step, madeUp }: ExplainContext,
): string {
  const { judgement, tensor } = result;
  const limit = formatSetting(threshold);
  const difference = formatDifference(result.difference);
  switch (judgement.finding) {
    case 'agrees':
      return '';
    case 'mismatch':
      return `the analytical gradient of ${called(tensor)} is not the derivative of the cost. ${relation(result)}Their normalised difference is ${difference}, the threshold ${limit}.${worst(result)}`;
    case 'wrongEntries':
      return `${formatCount(result.wrongEntries)} of the ${formatCount(tensor.size)} entries of the analytical gradient of ${called(tensor)} ${result.wrongEntries === 1 ? 'is' : 'are'} wrong, though the whole tensor is within the threshold (${difference} against ${limit}).${worst(result)}`;
    case 'gradientNotFinite':
      return `the analytical gradient of ${called(tensor)} holds NaN or infinity, although the cost is finite. Look for a division by zero, a logarithm of zero or an overflow in the backward pass.`;
    case 'gradientMissing':
      return `the backward pass gives no gradient for ${called(tensor)}. Return it, or write it where the others are.`;
    case 'gradientShape':
      return `the analytical gradient of ${called(tensor)} has shape ${formatShape(result.givenShape ?? [])}, but ${called(tensor)} itself has ${formatShape(tensor.shape)}. ${shapeAdvice(result)}`;
    case 'zero':
      return `not tested. The analytical and the numerical gradient of ${called(tensor)} are both zero, so that any backward pass would agree. ${madeUp ? 'What goes in was drawn at random, and the output does not depend on it there. Give it other "arguments" under "functions" or "classes" in "code", such as "x": { "shape": [5, 3], "scale": 0.1 }.' : whyZero(result, layer)}`;
    case 'structuralZero':
      return `zero by structure. The cost does not depend on ${called(tensor)}, here or at other points, and the analytical gradient is zero as well: so it is for a bias before batch normalisation, or a parameter that is not used.`;
    case 'guard':
      return `right but for a guard. The cost takes the logarithm of a probability plus a small constant, and the analytical gradient of ${called(tensor)} is that of the logarithm without it: they differ by ${difference}, and agree without the constant.`;
    case 'kink':
      return `not decided. A relu stands exactly at its kink on these examples (its input is 0), where the cost has no derivative: the analytical gradient of ${called(tensor)} takes another slope there than the reference, and either is right. Choose other examples ("examples"), or biases that are not 0.`;
    case 'step':
      return `not decided by this step. With ${step.method} differences and ε = ${formatSetting(step.epsilon)} the normalised difference of ${called(tensor)} is ${difference}, above the threshold ${limit}, but the error is the step's own: derivatives without a step agree to ${formatDifference(result.stepFreeDifference)}. ${otherStep(result.decidingStep, step)}`;
    case 'noise':
      return `not decided. Rounding alone moves the gradient of ${called(tensor)} by more than what would decide (normalised difference ${difference}, threshold ${limit}). ${madeUp ? 'Computations in float32, or sums of very large and very small numbers, do this.' : 'Scale the features ("scale" in "dataset") and start from smaller weights, so that the numbers in the network are near 1; or choose other examples.'}`;
    case 'costNotFinite':
      return 'not decided, because the cost is not a finite number.';
  }
}

function shapeAdvice({ givenShape, tensor }: TensorResult): string {
  const given = (givenShape ?? []).filter((extent) => extent !== 1);
  const wanted = tensor.shape.filter((extent) => extent !== 1);
  if (given.length === wanted.length && given.toReversed().every((extent, axis) => extent === wanted[axis])) {
    return 'It is transposed: transpose it, or swap the factors of the product.';
  }
  if (
    given.length > wanted.length &&
    given.slice(-wanted.length).every((extent, axis) => extent === wanted[axis])
  ) {
    return 'Sum it over the axes that were broadcast, such as the examples.';
  }
  return 'A gradient has one entry for each entry of what it is the gradient of.';
}

/** Keras's names are words; the code's own stand for themselves. */
function called({ name }: SubjectTensor): string {
  return name === 'kernel' || name === 'bias' ? `the ${name}` : name;
}

/** What the three norms tell of a tensor that is wrong as a whole. */
function relation({ comparison }: TensorResult): string {
  const { apart, analytical, numerical } = comparison;
  if (analytical === 0) return 'Every entry of it is 0, as if it had never been written. ';
  if (numerical === 0) return 'The numerical one is 0 everywhere: the cost does not change with it here. ';
  const factor = analytical / numerical;
  const near = (distance: number) => Math.abs(apart - distance) <= parallel * apart;
  if (near(analytical + numerical)) {
    const size = Math.abs(factor - 1) < parallel ? '' : `${formatValue(factor)} times `;
    return `It is ${size}the numerical one with the opposite sign. `;
  }
  if (near(Math.abs(analytical - numerical))) return `It is ${formatValue(factor)} times the numerical one. `;
  return '';
}

/** Two gradients this near to parallel are told apart by their length alone. */
const parallel = 1e-6;

function worst({ worst: entry, tensor }: TensorResult): string {
  if (entry === null) return '';
  const index = unravel(entry.entry, tensor.shape).join(', ');
  const [analytical, numerical] = tellingApart(entry.analytical, entry.numerical);
  return ` Worst entry [${index}]: analytical ${analytical}, numerical ${numerical}.`;
}

function whyZero({ tensor, stuckUnits: stuck }: TensorResult, layer: readonly TensorResult[]): string {
  // dW = xᵀ dz and db = Σ dz: with one of them zero and the other not, it is x that is zero.
  if (tensor.name === 'kernel' && layer.some(({ judgement }) => judgement.finding !== 'zero')) {
    return 'All that flows into the layer is zero on these examples: look at the layer before it, or at the features.';
  }
  if (stuck && stuck.dead === stuck.units) {
    return `${allUnits(stuck.units, 'dead')} on these examples: what flows in is not above zero, where relu is flat. Choose other examples ("examples"), or start from other weights ("initializer" or "seed").`;
  }
  if (stuck && stuck.saturated === stuck.units) {
    return `${allUnits(stuck.units, 'saturated')} on these examples: what flows in is so large that the activation is flat. ${scaleAdvice(stuck.largestFeature)}`;
  }
  if (stuck && stuck.saturated + stuck.dead > 0) {
    return `${stuck.saturated + stuck.dead} of its ${stuck.units} units are saturated or dead on these examples. Scale the features ("scale" in "dataset"), or choose other examples.`;
  }
  return 'The cost does not depend on it at this point, as when the kernel of a later layer is all zeros. Start from other weights ("initializer" or "seed"), choose other examples ("examples"), or scale the features ("scale").';
}

/** Features up to about 1 suit every activation. */
function scaleAdvice(largest: number): string {
  if (largest <= 10) return 'Start from smaller weights ("initializer").';
  // Pixels have 255 shades, whatever the brightest of these examples.
  const shades = Number.isInteger(largest) && largest > 100 && largest <= 255;
  const power = 10 ** Math.floor(Math.log10(largest));
  const scale = shades ? 255 : Math.ceil(largest / power) * power;
  return `The features go up to ${formatCount(largest)}: scale them, as with "scale": ${scale} in "dataset", which divides them by it. Or start from smaller weights ("initializer").`;
}

function allUnits(units: number, state: string): string {
  return units === 1 ? `Its only unit is ${state}` : `All ${formatCount(units)} units are ${state}`;
}

function otherStep(deciding: DifferenceStep | null, used: DifferenceStep): string {
  if (deciding === null) return 'Leave "epsilon" out of "check".';
  const method = used.method === 'central' ? '' : '"method": "central" and ';
  return `Set ${method}"epsilon": ${formatSetting(deciding.epsilon)}, or leave "epsilon" out.`;
}
