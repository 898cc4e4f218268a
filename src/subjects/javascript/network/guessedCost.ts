import { RandomState } from '../../../core/random.ts';
import { isNear, slopeRatio } from '../conventions/slopes.ts';
import type { Gradient, Note } from '../target.ts';
import type { View } from '../tensor/view.ts';
import { type CostForm, costForms } from './costForms.ts';

/** The cost whose derivatives the gradients are: of as many parameters as can be, so that one mistake hides none. */
export interface Guess {
  readonly form: CostForm;
  /** For how many of the parameters it agrees. */
  readonly agreeing: number;
}

export function guessCost(
  costOf: (form: CostForm) => () => number,
  views: readonly View[],
  gradients: readonly (Gradient | undefined)[],
  preferred: string | undefined,
): Guess {
  const ordered = [
    ...costForms.filter(({ losses }) => preferred !== undefined && losses.includes(preferred)),
    ...costForms.filter(({ losses }) => preferred === undefined || !losses.includes(preferred)),
  ];
  let best: Guess = { form: ordered[0] as CostForm, agreeing: 0 };
  for (const form of ordered) {
    const cost = costOf(form);
    if (!Number.isFinite(cost())) continue;
    const agreeing = views.filter((view, p) => {
      const gradient = gradients[p];
      return isNear(slopeRatio(cost, view, gradient, new RandomState(p + 1)), 1);
    }).length;
    if (agreeing > best.agreeing) best = { form, agreeing };
  }
  return best;
}

/** What is said of a cost that the file does not have. */
export function guessNote({ form, agreeing }: Guess, preferred: string | undefined): Note {
  if (agreeing > 0)
    return {
      code: 'code.costGuessed',
      message: `The file has no cost function: its gradients are those of ${form.text}, which they are compared with.`,
      layer: null,
      place: null,
      severity: 'information',
    };
  const origin = preferred === undefined ? 'the likeliest' : `that of "loss": "${preferred}"`;
  return {
    code: 'code.costUnsure',
    message: `The file has no cost function, and its gradients are those of none that was tried. They are compared with ${form.text}, ${origin}. Name the function: "code": { "cost": "computeCost" }.`,
    layer: null,
    place: null,
    severity: 'warning',
  };
}
