import { join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import type { Server } from './server.ts';

/** How long the workbench may take to appear, and everything after that. */
const startMs = 60_000;
const stepMs = 30_000;

/** A window of VS Code, driven as a person would: by keys, clicks and what is on the screen. */
export class Editor {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, server: Server, folder: string): Promise<Editor> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(stepMs);
    await page.goto(server.address(folder));
    const editor = new Editor(page);
    await editor.ready();
    return editor;
  }

  /** Waits until the workbench can be used; to be called after a reload too. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: startMs });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /**
   * Runs a command by its title, as in "Gradient Check: Run". An extension's commands are known seconds after the
   * workbench appears, and an open palette does not learn of them: it is opened again until the command is listed.
   */
  async command(title: string): Promise<void> {
    const { page } = this;
    const entry = page.locator('.quick-input-widget .monaco-list-row').filter({
      has: page.getByText(title, { exact: true }),
    });
    const deadline = Date.now() + stepMs;
    while (Date.now() < deadline) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill(`>${title}`);
      const listed = await entry
        .first()
        .waitFor({ timeout: 1500 })
        .then(
          () => true,
          () => false,
        );
      if (listed) return entry.first().click();
      await page.keyboard.press('Escape');
    }
    throw new Error(`The palette does not list "${title}".`);
  }

  /** Opens a file by its path in the workspace, through Quick Open; with the cursor on a line if one is given. */
  async openFile(path: string, line?: number): Promise<void> {
    const { page } = this;
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(path);
    await page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: path }).first().waitFor();
    await page.locator('.quick-input-widget input').fill(line === undefined ? path : `${path}:${line}`);
    await page.keyboard.press('Enter');
    await this.tab(path).waitFor();
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  /** The one status bar item of the extension. */
  statusBar(): Locator {
    return this.page.locator('.statusbar-item[id="gradient-check.gradient-check.gradientCheck.status"]');
  }

  /** Rows of the Problems view, which is opened first. Each is a file's name or a message with its place. */
  async problems(): Promise<Locator> {
    await this.command('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** The document of the one webview. */
  panel(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  /** The line on which the cursor is, as the status bar tells it. */
  async cursorLine(): Promise<number> {
    const text = await this.page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
    return Number(/Ln (\d+)/.exec(text)?.[1]);
  }

  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  async screenshot(folder: string, name: string): Promise<void> {
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** Starts the browser that shows the editor. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('Chromium is not installed');
  return chromium.launch({ executablePath, args: browserOptions });
}

const browserOptions = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
