import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { panelHtml } from '../../src/client/panelHtml.ts';
import type { FromPanel } from '../../src/protocol/panel.ts';
import type { RunState } from '../../src/protocol/runState.ts';
import type { EditorTheme } from './panelThemes.ts';
import { findChromium } from './support/chromium.ts';

const origin = 'http://panel.test';

/** A page as a webview holds it, with what it posted and whatever went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  state(state: RunState): Promise<void>;
  theme(theme: EditorTheme): Promise<void>;
  posted(): Promise<FromPanel[]>;
}

/** The panel's page bundled as it ships, under the policy it ships with, in a real browser. */
export class PanelBrowser {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  static async launch(): Promise<PanelBrowser> {
    const folder = await mkdtemp(join(tmpdir(), 'gradient-check-panel-'));
    try {
      await build({
        entryPoints: { panel: 'src/webview/main.ts' },
        bundle: true,
        format: 'iife',
        target: 'chrome120',
        minify: true,
        outdir: folder,
        logLevel: 'silent',
      });
      const files = await Promise.all(
        ['panel.js', 'panel.css'].map(
          async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
        ),
      );
      const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
      const browser = await chromium.launch({
        executablePath: findChromium() ?? '',
        args: [...args.split(' '), '--disable-component-update', '--disable-sync'],
      });
      return new PanelBrowser(browser, new Map(files));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  /** `saved` is what `getState` answers, as after a reload. */
  async open(
    theme: EditorTheme,
    options: { width?: number; height?: number; scale?: number; saved?: RunState } = {},
  ): Promise<OpenPage> {
    const page = await this.#browser.newPage({
      viewport: { width: options.width ?? 760, height: options.height ?? 900 },
      deviceScaleFactor: options.scale ?? 1,
    });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.route(`${origin}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const html = panelHtml({
        cspSource: origin,
        script: `${origin}/panel.js`,
        style: `${origin}/panel.css`,
      });
      const contentType = name.endsWith('.css')
        ? 'text/css'
        : name.endsWith('.js')
          ? 'text/javascript'
          : 'text/html';
      return route.fulfill({
        contentType: `${contentType}; charset=utf-8`,
        body: this.#files.get(name) ?? html,
      });
    });
    await page.addInitScript((saved) => {
      const host = window as unknown as Record<string, unknown>;
      host.posted = [];
      host.saved = saved ?? undefined;
      host.acquireVsCodeApi = () => ({
        postMessage: (message: unknown) => (host.posted as unknown[]).push(message),
        getState: () => host.saved,
        setState: (state: unknown) => {
          host.saved = state;
        },
      });
    }, options.saved ?? null);
    await page.goto(`${origin}/`);
    const open: OpenPage = {
      page,
      complaints,
      state: (state) =>
        page
          .evaluate((data) => window.postMessage({ type: 'state', state: data }), state)
          .then(() => settle(page)),
      theme: async ({ bodyClass, variables }) => {
        await page.evaluate(
          ([className, values]) => {
            document.documentElement.removeAttribute('style');
            for (const [name, value] of Object.entries(values))
              document.documentElement.style.setProperty(name, value);
            document.body.className = className;
          },
          [bodyClass, variables] as const,
        );
        await settle(page);
      },
      posted: () => page.evaluate(() => (window as unknown as { posted: FromPanel[] }).posted),
    };
    await open.theme(theme);
    return open;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Until the page has taken its messages and drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
