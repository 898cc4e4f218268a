import type { Plugin } from 'chart.js';
import { axisValue, thresholdLabel } from './axis.ts';
import type { Theme } from './theme.ts';

/** The dashed line that a passing bar stays left of, with its value above it. */
export function thresholdLine(threshold: () => number, theme: () => Theme): Plugin<'bar'> {
  return {
    id: 'thresholdLine',
    afterDatasetsDraw({ ctx, chartArea, scales, width }) {
      const scale = scales.x;
      if (scale === undefined) return;
      const x = Math.round(scale.getPixelForValue(axisValue(threshold()))) + 0.5;
      const label = thresholdLabel(threshold());
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = theme().threshold;
      ctx.lineWidth = 1.5;
      ctx.setLineDash([5, 4]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top - labelGapPx);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.font = `${theme().fontSizePx}px ${theme().fontFamily}`;
      ctx.textAlign = 'center';
      const half = ctx.measureText(label).width / 2;
      ctx.fillText(label, Math.min(Math.max(x, half), width - half), labelBottomPx);
      ctx.restore();
    },
  };
}

const labelGapPx = 3;
const labelBottomPx = 12;
