import { formatSetting } from '../report/formatNumber.ts';

/**
 * The axis is the same for every run, so that bars of two runs compare: a normalised difference is never
 * above 1, and below 10⁻¹⁶ lies only rounding. An exact 0 has no logarithm; it stands at the floor.
 */
export const axisFloor = 1e-17;
export const axisCeiling = 1;

/** Where a difference stands on the axis. What is not a number is as far off as can be. */
export function axisValue(difference: number): number {
  if (!Number.isFinite(difference)) return axisCeiling;
  return Math.min(Math.max(difference, axisFloor), axisCeiling);
}

/** The decades to label on an axis of this width, from the ceiling down, and the floor. */
export function axisTicks(widthPx: number): number[] {
  const decades = Math.round(Math.log10(axisCeiling / axisFloor));
  const step = [1, 2, 4, 8].find((size) => size * widthPx >= minimumTickDistancePx * decades) ?? decades;
  const exponents: number[] = [];
  for (let exponent = 0; exponent > -decades + step / 2; exponent -= step) exponents.push(exponent);
  return [axisFloor, ...exponents.reverse().map((exponent) => Number(`1e${exponent}`))];
}

const minimumTickDistancePx = 39;

/** `10⁻⁸`; the floor reads `0`, the ceiling `1`. */
export function axisLabel(value: number): string {
  if (value <= axisFloor) return '0';
  const exponent = Math.round(Math.log10(value));
  return exponent === 0 ? '1' : `10${superscript(exponent)}`;
}

/** The threshold as its line is labelled. */
export function thresholdLabel(threshold: number): string {
  return `threshold ${formatSetting(threshold)}`;
}

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

function superscript(exponent: number): string {
  return [...String(exponent)].map((sign) => superscripts[sign]).join('');
}
