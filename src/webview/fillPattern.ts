import type { Verdict } from '../protocol/report.ts';
import type { Theme } from './theme.ts';

const tilePx = 6;

/** How a bar of each verdict is filled, so that shape tells what colour tells: solid, crossed, striped, hollow. */
export function fillPattern(verdict: Verdict, theme: Theme): string | CanvasPattern {
  const colour = theme.verdicts[verdict];
  switch (verdict) {
    case 'pass':
      return colour;
    case 'vacuous':
      return 'transparent';
    case 'fail':
      return tile(colour, theme.background, 'M0 0 6 6M6 0 0 6M-1 5 1 7M5 -1 7 1M-1 1 1 -1M5 7 7 5', 1);
    case 'inconclusive':
      return tile('transparent', colour, 'M0 6 6 0M-1 1 1 -1M5 7 7 5', 1.6);
  }
}

/** A small picture in device pixels, repeated, so that it is sharp on every screen. */
function tile(ground: string, stroke: string, path: string, lineWidth: number): CanvasPattern | string {
  const ratio = window.devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.round(tilePx * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return stroke;
  context.scale(canvas.width / tilePx, canvas.height / tilePx);
  context.fillStyle = ground;
  context.fillRect(0, 0, tilePx, tilePx);
  context.strokeStyle = stroke;
  context.lineWidth = lineWidth;
  context.stroke(new Path2D(path));
  const pattern = context.createPattern(canvas, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(tilePx / canvas.width));
  return pattern ?? stroke;
}
