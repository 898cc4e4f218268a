import type { Report } from '../protocol/report.ts';

const codes = { pass: 0, fail: 1, error: 2, inconclusive: 3, vacuous: 3 } as const satisfies Record<
  Report['verdict'],
  number
>;

/** From best to worst. */
const order = [0, 3, 1, 2];

/** 0 every layer passes, 1 some layer fails, 2 could not check, 3 inconclusive or vacuous; the worst of several. */
export function exitCode(reports: readonly Report[]): number {
  return reports
    .map(({ verdict }) => codes[verdict])
    .reduce<number>((worst, code) => (order.indexOf(code) > order.indexOf(worst) ? code : worst), 0);
}
