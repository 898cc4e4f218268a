import type { LayerResult } from '../core/gradcheck/check.ts';
import type { FindingKind } from '../core/gradcheck/judge.ts';
import type { TensorResult } from '../core/gradcheck/tensorResult.ts';
import type { Location, ReportDiagnostic, Severity, Verdict } from '../protocol/report.ts';
import { type ExplainContext, explain } from './explain.ts';

export interface DiagnosticContext extends ExplainContext {
  locateLayer(layer: string): Location;
  /** Where the layer's backward pass is written; null where no code of the user's was read. */
  backwardOf(layer: string): { readonly name: string | null; readonly location: Location } | null;
  /** Which cost the layer's gradient belongs to: errors travel between layers of the same one. */
  costOf(layer: string): unknown;
  /** The config describes the layers, so that each has a line of its own there. */
  readonly layersAreDescribed: boolean;
}

/** Each code has a page in media/docs. */
const codes: Readonly<Record<FindingKind, string>> = {
  agrees: '',
  mismatch: 'gradient.mismatch',
  wrongEntries: 'gradient.entries',
  gradientNotFinite: 'gradient.notFinite',
  gradientMissing: 'gradient.missing',
  gradientShape: 'gradient.shape',
  zero: 'gradient.vacuous',
  structuralZero: '',
  guard: 'cost.guard',
  kink: 'gradient.kink',
  step: 'gradient.step',
  noise: 'gradient.noise',
  costNotFinite: 'cost.notFinite',
};

const severities: Readonly<Record<Verdict, Severity>> = {
  fail: 'error',
  inconclusive: 'warning',
  vacuous: 'warning',
  pass: 'information',
};

/**
 * What is said of a layer that does not pass: its worst tensor's reason, and how the others stand. It is said of
 * the layer's line in the config; where the config has none, of the backward pass in the code too.
 */
export function layerDiagnostics(
  layer: LayerResult,
  culprits: readonly string[],
  context: DiagnosticContext,
): ReportDiagnostic[] {
  if (layer.verdict === 'pass') return [];
  const culprit = culprits.find((name) => context.costOf(name) === context.costOf(layer.name)) ?? layer.name;
  const worst = worstTensor(layer);
  const follows = layer.verdict === 'fail' && culprit !== layer.name;
  const message = [
    `${layer.name}: ${explain(worst, layer.tensors, context)}`,
    others(layer, worst),
    follows ? `An error in ${culprit} can reach this layer too: mend ${culprit} first.` : '',
  ];
  const backward = context.backwardOf(layer.name);
  const related = [
    ...(follows
      ? [{ message: `${culprit} fails nearer to the output`, location: context.locateLayer(culprit) }]
      : []),
    ...(backward
      ? [
          {
            message: backward.name ? `The backward pass, ${backward.name}` : 'The backward pass',
            location: backward.location,
          },
        ]
      : []),
  ];
  const inConfig: ReportDiagnostic = {
    severity: severities[layer.verdict],
    code: codes[worst.judgement.finding],
    message: message.filter((part) => part !== '').join(' '),
    layer: layer.name,
    location: context.locateLayer(layer.name),
    related,
  };
  const alsoInCode = backward !== null && !context.layersAreDescribed;
  return alsoInCode ? [inConfig, { ...inConfig, location: backward.location, related: [] }] : [inConfig];
}

/** Of the tensors with the layer's own verdict, the one with the largest difference; none at all is worse. */
function worstTensor(layer: LayerResult): TensorResult {
  const rank = ({ difference }: TensorResult) =>
    difference === null || Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  const [first, ...rest] = layer.tensors.filter(({ judgement }) => judgement.verdict === layer.verdict);
  return rest.reduce((worst, tensor) => (rank(tensor) > rank(worst) ? tensor : worst), first as TensorResult);
}

function others(layer: LayerResult, worst: TensorResult): string {
  return layer.tensors
    .filter((tensor) => tensor !== worst)
    .map(({ tensor, judgement }) => {
      if (judgement.verdict === 'pass') return `Its ${tensor.name} passes.`;
      if (judgement.finding === worst.judgement.finding) return `The same holds for its ${tensor.name}.`;
      return `Its ${tensor.name} is ${judgement.verdict === 'fail' ? 'wrong' : judgement.verdict}.`;
    })
    .join(' ');
}
