import type { Verdict } from '../protocol/report.ts';

/** What the chart needs of the theme. The colours are settled in panel.css; a canvas has to ask for them. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly threshold: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly fontFamily: string;
  readonly fontSizePx: number;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const colour = (name: string) => style.getPropertyValue(`--gc-${name}`).trim();
  return {
    foreground: colour('foreground'),
    muted: colour('muted'),
    background: colour('background'),
    grid: colour('grid'),
    threshold: colour('threshold'),
    verdicts: {
      pass: colour('pass'),
      fail: colour('fail'),
      inconclusive: colour('inconclusive'),
      vacuous: colour('vacuous'),
    },
    fontFamily: style.fontFamily,
    fontSizePx: Number.parseFloat(style.fontSize) - 1,
  };
}

/** VS Code changes the theme under a living page: its variables stand on the root, its class on the body. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
