import { differenceText } from '../report/differenceText.ts';
import { formatCount, formatSetting } from '../report/formatNumber.ts';
import type { LayerRow } from './layerRow.ts';
import { symbolWords } from './symbol.ts';

const named = 12;

/** The chart in words, for those who cannot see it; the table below has the rest. */
export function chartSummary(rows: readonly LayerRow[], threshold: number): string {
  const bars = rows.slice(0, named).map((row) => {
    if (row.kind === 'pending') return `${row.name} ${symbolWords.pending}`;
    const { verdict, difference, parameters } = row.layer;
    const number = parameters.length === 0 ? '' : ` ${differenceText(difference, verdict)}`;
    return `${row.name} ${symbolWords[verdict]}${number}`;
  });
  const more = rows.length > named ? `; ${formatCount(rows.length - named)} more in the table below` : '';
  const scale = `Bars on a logarithmic scale, threshold ${formatSetting(threshold)}`;
  return `Difference per layer. ${scale}. ${bars.join('; ')}${more}.`;
}
