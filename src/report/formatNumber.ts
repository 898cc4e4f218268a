/** A normalised difference to two significant digits: `1.5e-10`, `0.33`, `0`; null, which is 0/0, is said so. */
export function formatDifference(difference: number | null): string {
  if (difference === null) return '0/0';
  return formatSignificant(difference, 2);
}

/** A norm, a loss or one entry of a gradient; null stands for what is not a finite number. */
export function formatValue(value: number | null, digits = 4): string {
  return value === null ? 'NaN' : formatSignificant(value, digits);
}

/** Two values with as many digits as it takes to see that they differ, and with four at least. */
export function tellingApart(a: number, b: number): readonly [string, string] {
  for (let digits = 4; ; digits++) {
    const texts = [formatValue(a, digits), formatValue(b, digits)] as const;
    if (texts[0] !== texts[1] || digits === 17) return texts;
  }
}

/** A number that a person chose, such as ε or the threshold, unrounded: `1e-7`, `0.01`. */
export function formatSetting(value: number): string {
  return value !== 0 && Math.abs(value) < 0.01 ? value.toExponential() : String(value);
}

/** A count with its thousands apart: `61,481`. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Exponents appear where decimals would hide the size: below 0.001 and from 100,000. */
function formatSignificant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e-3 && size < 1e5) return String(rounded);
  return rounded.toExponential(digits - 1).replace('e+', 'e');
}
