import type { Locator } from 'playwright-core';

/** A bar in a picture: its colour and how far it reaches. */
export interface Band {
  readonly colour: 'red' | 'green' | 'yellow';
  readonly lengthPx: number;
}

/** The coloured bars of a canvas from top to bottom, read from its pixels: what a person sees, not what was meant. */
export function chartBands(canvas: Locator): Promise<Band[]> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
    // Hatching leaves gaps in a bar; letters and lines are shorter and thinner than any bar.
    const [shortestPx, widestGapPx, thinnestPx] = [16, 6, 8];
    const bands: { colour: Band['colour']; lengthPx: number; top: number; bottom: number }[] = [];
    for (let y = 0; y < height; y++) {
      const counts = { red: 0, green: 0, yellow: 0 };
      for (let x = 0; x < width; x++) {
        const [r = 0, g = 0, b = 0, alpha = 0] = pixels.subarray(
          4 * (y * width + x),
          4 * (y * width + x) + 4,
        );
        if (alpha < 64 || Math.max(r, g, b) - Math.min(r, g, b) < 50) continue;
        if (r > 1.6 * g && r > 1.6 * b) counts.red++;
        else if (g > 1.1 * r && g > 1.1 * b) counts.green++;
        else if (b < 0.6 * r && b < 0.6 * g) counts.yellow++;
      }
      const [colour, lengthPx] = Object.entries(counts).reduce((a, b) => (b[1] > a[1] ? b : a)) as [
        Band['colour'],
        number,
      ];
      if (lengthPx < shortestPx) continue;
      const last = bands.at(-1);
      if (last !== undefined && last.colour === colour && y - last.bottom <= widestGapPx) {
        last.bottom = y;
        last.lengthPx = Math.max(last.lengthPx, lengthPx);
      } else bands.push({ colour, lengthPx, top: y, bottom: y });
    }
    return bands
      .filter(({ top, bottom }) => bottom - top >= thinnestPx)
      .map(({ colour, lengthPx }) => ({ colour, lengthPx }));
  });
}
