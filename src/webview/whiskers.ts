import type { Plugin } from 'chart.js';
import { axisValue } from './axis.ts';
import type { LayerRow } from './layerRow.ts';
import type { Theme } from './theme.ts';

const capPx = 4;

/** Where not every entry was measured, the bounds between which the difference lies. */
export function whiskers(rows: () => readonly LayerRow[], theme: () => Theme): Plugin<'bar'> {
  return {
    id: 'whiskers',
    afterDatasetsDraw({ ctx, scales }) {
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = theme().foreground;
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      rows().forEach((row, index) => {
        const interval = row.kind === 'measured' ? row.layer.interval : null;
        if (interval === null || interval[0] === interval[1]) return;
        const [left, right] = interval.map((bound) => x.getPixelForValue(axisValue(bound))) as [
          number,
          number,
        ];
        const middle = y.getPixelForValue(index);
        ctx.moveTo(left, middle - capPx);
        ctx.lineTo(left, middle + capPx);
        ctx.moveTo(left, middle);
        ctx.lineTo(right, middle);
        ctx.moveTo(right, middle - capPx);
        ctx.lineTo(right, middle + capPx);
      });
      ctx.stroke();
      ctx.restore();
    },
  };
}
