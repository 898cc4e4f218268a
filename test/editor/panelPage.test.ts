import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type OpenPage, PanelBrowser } from './panelBrowser.ts';
import * as states from './panelStates.ts';
import { darkModern, type EditorTheme, highContrast, highContrastLight, lightModern } from './panelThemes.ts';
import { findChromium } from './support/chromium.ts';

const skip = findChromium() !== null ? false : 'Chromium is not installed: apt-get install chromium';

describe('the panel’s page', { skip }, () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.launch();
  });
  after(() => browser?.close());

  /** Opens the page, runs the test on it and holds that nothing was complained of, such as a breach of the policy. */
  async function onPage(
    check: (open: OpenPage) => Promise<void>,
    options: Parameters<PanelBrowser['open']>[1] = {},
    theme: EditorTheme = darkModern,
  ): Promise<void> {
    const open = await browser.open(theme, options);
    try {
      await check(open);
      assert.deepEqual(open.complaints, []);
    } finally {
      await open.page.close();
    }
  }

  test('asks for its state, and says how to begin', () =>
    onPage(async ({ page, posted }) => {
      assert.deepEqual(await posted(), [{ type: 'ready' }]);
      assert.match(await heading(page), /^Nothing has been checked yet — Open a gradcheck\.json/);
      assert.equal(await page.locator('#results').isVisible(), false);
      assert.deepEqual(await visibleButtons(page), []);
    }));

  test('the table has the chart’s numbers, a row a layer', () =>
    onPage(async ({ page, state }) => {
      await state(states.fail);
      assert.equal(await heading(page), '1 of 3 layers fails — hidden2 0.33');
      assert.equal(
        await page.locator('#subject').innerText(),
        'The gradient recorded in gradients.h5 was checked.',
      );
      assert.deepEqual(await rowTexts(page, 'tr[data-layer]'), [
        'hidden1|Dense|pass|1.5e-10|0.01343|0.01343|61,381 of 61,445|kernel[0, 3] 2.7000e-4 / 2.7000e-4',
        'hidden2|Dense|fail, culprit|0.33|0.01343|0.01343|all 30|kernel[0, 3] 5.4000e-4 / 2.7000e-4',
        'output|Dense|pass|0|0.01343|0.01343|all 25|kernel[0, 3] 2.7000e-4 / 2.7000e-4',
      ]);
      const notes = await page.locator('tr.note').allInnerTexts();
      assert.deepEqual(
        notes.map((text) => text.replace(/\s+/g, ' ').trim()),
        [
          'error: The analytical gradient of the kernel is not the derivative of the cost. Their normalised difference is 0.33, the threshold 1e-7. Its bias passes. The gradient was read from gradients.h5. cat.gradcheck.json, line 14',
        ],
      );
      assert.equal(await page.locator('#messages').count(), 0);
    }));

  test('messages of no layer stand below the table, each with its place; causes before them', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.explained);
      const sections = await page.locator('#notes section').allInnerTexts();
      assert.deepEqual(
        sections.map((text) => text.replace(/\s+/g, ' ')),
        [
          'Why hidden2 The kernel’s gradient is twice the correct one. hypothesis (one batch), residual 2.0e-16',
          'Messages note: Dropout "drop" is left out of the check: give it a "seed" to check it too. cat.gradcheck.json, line 9 warning: The batch has one example. cat.gradcheck.json, line 4',
        ],
      );
      await page.locator('#causes button').click();
      assert.deepEqual((await posted()).at(-1), { type: 'reveal', uri: states.uri, layer: 'hidden2' });
    }));

  test('a green result of the reference network says that no code of the user’s was tested', () =>
    onPage(async ({ page, state }) => {
      await state(states.pass);
      assert.equal(
        await heading(page),
        'Pass (reference network) — 1.5e-10, 61,376 of 61,481 entries tested; the other 105 are zero on both sides',
      );
      assert.equal(
        await page.locator('#subject').innerText(),
        'The reference network’s own backward pass was checked, not your code. To check yours, add "code": { "python": "nn.py" } to cat.gradcheck.json.',
      );
    }));

  test('bars end at their difference, patterned by verdict, beside the threshold line', () =>
    onPage(async ({ page, state }) => {
      await state(states.fail);
      const chart = await chartPixels(page);
      const axis = { left: chart.axisLeft, width: chart.axisRight - chart.axisLeft };
      const at = (difference: number) => axis.left + (axis.width * (Math.log10(difference) + 17)) / 17;
      const [hidden1, hidden2, output] = chart.rows as [RowPixels, RowPixels, RowPixels];
      near(hidden1.right('#89d185'), at(1.5e-10), 2);
      assert.equal(hidden1.count('#89d185') > 0.95 * (at(1.5e-10) - axis.left), true);
      near(hidden2.right('#f14c4c'), at(1 / 3), 2);
      // The failing bar is crossed by strokes of the background, the passing one is solid.
      const crossed = hidden2.count('#f14c4c') / (at(1 / 3) - axis.left);
      assert.ok(crossed > 0.2 && crossed < 0.9, `${crossed} of the failing bar's middle line is red`);
      // An exact zero is a stub at the floor.
      near(output.right('#89d185'), axis.left + 4, 2);
      near(chart.thresholdX, at(1e-7), 1.5);
    }));

  test('what has no difference has no bar, and what was not all measured has whiskers', () =>
    onPage(async ({ page, state }) => {
      await state(states.vacuous);
      const [untested] = (await chartPixels(page)).rows as [RowPixels];
      assert.equal(untested.count('#cca700'), 0);
      await state(states.inconclusive);
      const chart = await chartPixels(page);
      const [noisy] = chart.rows as [RowPixels];
      const at = (difference: number) =>
        chart.axisLeft + ((chart.axisRight - chart.axisLeft) * (Math.log10(difference) + 17)) / 17;
      near(noisy.right('#cccccc'), at(9e-6), 2);
    }));

  for (const [name, theme] of Object.entries({ lightModern, highContrast, highContrastLight })) {
    test(`takes on ${name} while it lives`, () =>
      onPage(async (open) => {
        await open.state(states.fail);
        await open.theme(theme);
        const colour = (variable: string) => theme.variables[`--vscode-charts-${variable}`] as string;
        const [pass, fail] = (await chartPixels(open.page)).rows as [RowPixels, RowPixels];
        assert.ok(pass.count(colour('green')) > 100);
        assert.ok(fail.count(colour('red')) > 100);
        assert.equal(pass.count('#89d185') > 0, colour('green') === '#89d185');
      }));
  }

  test('layers appear while the check runs', () =>
    onPage(async ({ page, state }) => {
      await state(states.running);
      assert.equal(await heading(page), 'Checking… 42 % — hidden2');
      assert.deepEqual(await visibleButtons(page), ['Cancel']);
      assert.equal(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value), 0.42);
      assert.deepEqual(
        (await rowTexts(page, 'tr[data-layer]')).map((row) => row.split('|').slice(0, 3).join(' ')),
        ['hidden1 Dense pass', 'hidden2 Dense measuring', 'output Dense waiting'],
      );
      assert.equal(await page.locator('[role=status]').textContent(), 'Checking cat.gradcheck.json');
      await state(states.fail);
      assert.equal(await page.locator('progress').isVisible(), false);
      assert.equal(await page.locator('[role=status]').textContent(), '1 of 3 layers fails: hidden2 0.33');
    }));

  test('what cannot be checked says what to do, and where the details are', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.error);
      assert.match(await heading(page), /^Could not check — .* name one of them in "features"\.$/);
      assert.equal(await page.locator('#subject').innerText(), 'cat.gradcheck.json, line 4');
      assert.deepEqual(await visibleButtons(page), ['Run again', 'Show log']);
      await page.getByRole('button', { name: 'Show log' }).click();
      assert.deepEqual((await posted()).at(-1), { type: 'showLog' });
    }));

  test('of several functions the broken one is told first, and the others have their numbers', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.finished(states.unmeasured));
      assert.match(await heading(page), /^Could not check conv — conv_forward raised ValueError/);
      assert.equal(await page.locator('#subject').innerText(), 'layers.py, line 31');
      assert.deepEqual(await rowTexts(page, 'tr[data-layer]'), [
        'affine|affine_forward|pass|1.5e-10|0.01343|0.01343|all 30|kernel[0, 3] 2.7000e-4 / 2.7000e-4',
        'convlayers.py:31|conv_forward|untested|',
        'pool|pool_forward|untested|',
      ]);
      const notes = await page.locator('tr.note').allInnerTexts();
      assert.deepEqual(
        notes.map((text) => text.replace(/\s+/g, ' ').trim()),
        [
          'error: conv_forward raised ValueError: operands could not be broadcast together (layers.py line 31). The line of code layers.py, line 31',
          'warning: pool_backward is not implemented: it returns None.',
        ],
      );
      assert.equal(await page.locator('#messages').count(), 0);
      assert.equal(await page.getByRole('button', { name: /tensors of/ }).count(), 1);

      const open = { type: 'open', uri: states.uri, place: { file: 'layers.py', line: 31, column: 1 } };
      await page.getByRole('button', { name: 'layers.py:31' }).click();
      assert.deepEqual((await posted()).at(-1), open);
      await page.locator('#subject button').click();
      assert.deepEqual((await posted()).at(-1), open);
    }));

  test('a place in the config is opened as the config’s own, whatever the report calls it', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.error);
      await page.locator('#subject button').click();
      const place = { file: null, line: 4, column: 17 };
      assert.deepEqual((await posted()).at(-1), { type: 'open', uri: states.uri, place });
    }));

  test('everything is reached by keyboard, in the order in which it is read', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.fail);
      const reached: string[] = [];
      for (let press = 0; press < 8; press++) {
        await page.keyboard.press('Tab');
        reached.push(await focused(page));
      }
      assert.deepEqual(reached, [
        'Run again: Check the same config again',
        'Show the tensors of hidden1',
        'hidden1',
        'Hide the tensors of hidden2',
        'hidden2',
        'cat.gradcheck.json, line 14',
        'Show the tensors of output',
        'output',
      ]);
      for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'reveal', uri: states.uri, layer: 'hidden2' });
    }));

  test('focus is seen, and stays where it is while a row opens and closes', () =>
    onPage(async ({ page, state }) => {
      await state(states.pass);
      assert.equal(await page.locator('tr.tensor').count(), 0);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.deepEqual(await rowTexts(page, 'tr.tensor'), [
        'kernel|12288 × 5|pass|1.5e-10|0.008249|0.008249|61,376 of 61,440|[0, 3] 2.7000e-4 / 2.7000e-4',
        'bias|5|pass|4.2e-12|0.0106|0.0106|all 5|[2] 2.7000e-4 / 2.7000e-4',
      ]);
      assert.equal(await focused(page), 'Hide the tensors of hidden1');
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineColor,
      );
      assert.equal(outline, 'rgb(0, 120, 212)');
      await page.keyboard.press('Space');
      assert.equal(await page.locator('tr.tensor').count(), 0);
      assert.equal(await focused(page), 'Show the tensors of hidden1');
    }));

  test('the one button hands its focus to the other', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.pass);
      await page.locator('#run').focus();
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'run', uri: states.uri });
      await state(states.running);
      assert.equal(await focused(page), 'Cancel: Stop the check');
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'cancel' });
      await state(states.cancelled);
      assert.equal(await focused(page), 'Run again: Check the same config again');
    }));

  test('a click on a bar goes to its layer', () =>
    onPage(async ({ page, state, posted }) => {
      await state(states.fail);
      const box = await page.locator('canvas').boundingBox();
      assert.ok(box !== null);
      for (const x of [20, box.width / 3, box.width - 20]) {
        await page.locator('canvas').click({ position: { x, y: 20 + 26 * 1.5 } });
      }
      await page.locator('canvas').click({ position: { x: box.width / 3, y: box.height - 8 } });
      const reveal = { type: 'reveal', uri: states.uri, layer: 'hidden2' };
      assert.deepEqual(await posted(), [{ type: 'ready' }, reveal, reveal, reveal]);
    }));

  test('the canvas is described to those who do not see it', () =>
    onPage(async ({ page, state }) => {
      await state(states.fail);
      const canvas = page.getByRole('img');
      assert.equal(await canvas.count(), 1);
      assert.match((await canvas.getAttribute('aria-label')) ?? '', /hidden2 fail 0\.33; output pass 0\.$/);
    }));

  test('paints its last state at once after a reload, before anyone answers', () =>
    onPage(
      async ({ page, posted }) => {
        assert.equal(await heading(page), '1 of 3 layers fails — hidden2 0.33');
        assert.deepEqual(await posted(), [{ type: 'ready' }]);
      },
      { saved: states.fail },
    ));

  test('keeps each state for the next reload', () =>
    onPage(async ({ page, state }) => {
      await state(states.vacuous);
      assert.deepEqual(
        await page.evaluate(() => (window as unknown as { saved: unknown }).saved),
        states.vacuous,
      );
    }));

  test('one layer and two hundred fit, at any width', () =>
    onPage(async ({ page, state }) => {
      for (const width of [360, 500, 620, 725, 760, 1400]) {
        await page.setViewportSize({ width, height: 700 });
        for (const [shown, layers] of [
          [states.notANumber, 1],
          [states.deep(200), 200],
        ] as const) {
          await state(shown);
          await page.waitForFunction((count) => {
            const canvas = document.querySelector('canvas') as HTMLCanvasElement;
            return canvas.clientHeight >= 26 * count && canvas.clientWidth <= document.body.clientWidth - 40;
          }, layers);
          assert.equal(await page.locator('tr[data-layer]').count(), layers);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${layers} layers at ${width} px overflow by ${overflow} px`);
        }
      }
    }));

  test('narrow cards are a table still', () =>
    onPage(
      async ({ page, state }) => {
        await state(states.fail);
        const table = page.getByRole('table', { name: 'Difference per layer' });
        assert.equal(await table.getByRole('row', { name: 'hidden1' }).count(), 1);
        assert.equal(await page.getByRole('rowheader', { name: 'kernel' }).count(), 1);
        assert.equal(await table.getByRole('columnheader').count(), 8);
      },
      { width: 360 },
    ));

  test('is sharp on a dense screen', () =>
    onPage(
      async ({ page, state }) => {
        await state(states.pass);
        const [drawn, shown] = await page
          .locator('canvas')
          .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.clientWidth] as const);
        assert.equal(drawn, 2 * shown);
      },
      { scale: 2 },
    ));
});

const heading = async (page: Page) =>
  (await page.locator('#verdict').innerText()).replace(/\s+/g, ' ').trim();

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  );

const visibleButtons = (page: Page) => page.locator('.action:visible').allInnerTexts();

/** The rows' cells as text, parted by bars. */
function rowTexts(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((rows) =>
      rows.map((row) =>
        (row.tagName === 'TR' ? [...row.children] : [row])
          .map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
          .join('|'),
      ),
    );
}

interface RowPixels {
  /** How many pixels on the bar's middle line have this colour. */
  count(colour: string): number;
  /** The right end of the bar: the last pixel of this colour within the axis. */
  right(colour: string): number;
}

/** What is drawn in the canvas: the axis found by its grid, a line through the middle of each row. */
async function chartPixels(page: Page) {
  const found = await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const line = (y: number) =>
      Array.from({ length: width }, (_, x) => {
        const at = 4 * (Math.floor(y) * width + x);
        return [data[at], data[at + 1], data[at + 2], data[at + 3]] as [number, number, number, number];
      });
    const top = 20;
    const count = document.querySelectorAll('tr[data-layer]').length;
    const rows = Array.from({ length: count }, (_, row) =>
      line(top + (row + 0.5) * ((height - top - 24) / count)),
    );
    return { rows, between: line(top + 2), dashes: line(top - 2) };
  });
  const painted = (line: typeof found.between) => line.flatMap(([, , , alpha], x) => (alpha > 20 ? [x] : []));
  const grid = painted(found.between);
  const axisLeft = grid[0] as number;
  const axisRight = grid.at(-1) as number;
  return {
    axisLeft,
    axisRight,
    thresholdX: painted(found.dashes)[0] as number,
    rows: found.rows.map((line): RowPixels => {
      const ends = (colour: string) =>
        line.flatMap((pixel, x) => (x <= axisRight && sameColour(pixel, colour) ? [x] : []));
      return { count: (colour) => ends(colour).length, right: (colour) => ends(colour).at(-1) ?? Number.NaN };
    }),
  };
}

function sameColour(pixel: readonly number[], colour: string): boolean {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return (
    (pixel[3] as number) > 200 &&
    wanted.every((value, channel) => Math.abs(value - (pixel[channel] as number)) < 12)
  );
}

function near(actual: number, expected: number, within: number): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);
}
