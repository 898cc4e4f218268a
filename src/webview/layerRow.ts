import type { LayerReport, ParameterReport } from '../protocol/report.ts';
import type { RunState } from '../protocol/runState.ts';

/** One row of chart and table: a layer with its numbers, or one that is still to come. */
export type LayerRow =
  | { readonly kind: 'measured'; readonly name: string; readonly layer: LayerReport }
  | { readonly kind: 'pending'; readonly name: string; readonly type: string; readonly measuring: boolean };

/** The layers of a state in network order. */
export function layerRows(state: RunState): readonly LayerRow[] {
  switch (state.kind) {
    case 'running': {
      const measured = new Map(state.layers.map((layer) => [layer.name, layer]));
      const rows = state.planned.map(({ name, type }): LayerRow => {
        const layer = measured.get(name);
        if (layer !== undefined) return { kind: 'measured', name, layer };
        return { kind: 'pending', name, type, measuring: name === state.layer };
      });
      return rows;
    }
    case 'finished':
      return state.report.layers.map((layer) => ({ kind: 'measured', name: layer.name, layer }));
    case 'idle':
    case 'cancelled':
      return [];
  }
}

/** The tensor that gave the layer its verdict; of several, the one with the largest difference. */
export function decidingParameter(layer: LayerReport): ParameterReport | undefined {
  const rank = (parameter: ParameterReport) => parameter.difference ?? Number.POSITIVE_INFINITY;
  return layer.parameters
    .filter((parameter) => parameter.verdict === layer.verdict)
    .reduce<ParameterReport | undefined>(
      (worst, parameter) => (worst === undefined || rank(parameter) > rank(worst) ? parameter : worst),
      undefined,
    );
}
