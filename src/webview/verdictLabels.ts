import type { Plugin } from 'chart.js';
import { differenceText } from '../report/differenceText.ts';
import type { LayerRow } from './layerRow.ts';
import { type SymbolName, symbolPaths, symbolWords } from './symbol.ts';
import type { Theme } from './theme.ts';

const symbolPx = 12;
const gapPx = 6;

/** What stands at the right end of a row, after its bar. */
export interface RowLabel {
  readonly symbol: SymbolName;
  readonly text: string;
}

/** The words of a row; where there is little room the number alone, with its symbol. */
export function rowLabel(row: LayerRow, wide: boolean): RowLabel {
  if (row.kind === 'pending')
    return { symbol: 'pending', text: row.measuring ? 'measuring' : symbolWords.pending };
  const { verdict, difference } = row.layer;
  if (difference === null && verdict === 'vacuous') return { symbol: verdict, text: symbolWords.vacuous };
  const number = differenceText(difference, verdict);
  return { symbol: verdict, text: wide ? `${number} ${symbolWords[verdict]}` : number };
}

/** The width that the labels take, in CSS pixels. */
export function labelWidthPx(labels: readonly RowLabel[], measure: (text: string) => number): number {
  return labels.reduce((widest, label) => Math.max(widest, measure(label.text)), 0) + symbolPx + 2 * gapPx;
}

/** Draws symbol, number and word in a column beside the bars: none of it is told by colour alone. */
export function verdictLabels(labels: () => readonly RowLabel[], theme: () => Theme): Plugin<'bar'> {
  return {
    id: 'verdictLabels',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const { y } = scales;
      if (y === undefined) return;
      const { foreground, muted, verdicts, fontFamily, fontSizePx } = theme();
      ctx.save();
      ctx.font = `${fontSizePx}px ${fontFamily}`;
      ctx.textBaseline = 'middle';
      ctx.lineCap = ctx.lineJoin = 'round';
      labels().forEach(({ symbol, text }, index) => {
        const left = chartArea.right + gapPx;
        const middle = y.getPixelForValue(index);
        ctx.fillStyle = symbol === 'pending' ? muted : foreground;
        ctx.fillText(text, left + symbolPx + gapPx, middle);
        ctx.save();
        ctx.translate(left, middle - symbolPx / 2);
        ctx.scale(symbolPx / 16, symbolPx / 16);
        ctx.lineWidth = 2.5;
        ctx.strokeStyle = symbol in verdicts ? verdicts[symbol as keyof typeof verdicts] : muted;
        ctx.stroke(new Path2D(symbolPaths[symbol]));
        ctx.restore();
      });
      ctx.restore();
    },
  };
}
