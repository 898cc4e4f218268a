import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Server } from './server.ts';

/** How long the workbench may take to appear, and everything after that. */
const startMs = 60_000;
const stepMs = 30_000;

/** A row of the Problems view. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** A window of VS Code, driven as a person would: by keys, clicks and what is on the screen. */
export class Editor {
  readonly page: Page;

  private readonly folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  static async open(browser: Browser, server: Server, folder: string): Promise<Editor> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(stepMs);
    await page.goto(server.address(folder));
    const editor = new Editor(page, folder);
    await editor.ready();
    return editor;
  }

  /** A window that the editor opened by itself. */
  static async of(page: Page, folder: string): Promise<Editor> {
    page.setDefaultTimeout(stepMs);
    const editor = new Editor(page, folder);
    await editor.ready();
    return editor;
  }

  private async ready(): Promise<void> {
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

  /** Opens a file of the workspace, with the cursor on a line if one is given. */
  async openFile(name: string, line?: number): Promise<void> {
    const { page } = this;
    // A whole path is found at once; a name starts a search of the workspace, which takes seconds.
    const place = line === undefined ? '' : `:${line}`;
    await this.#ask(`${join(this.folder, name)}${place}`);
    await page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: name }).first().click();
    await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    if (line !== undefined) await eventually(() => this.cursorLine(), line);
  }

  /** Types into the palette; one that something else closed, such as a change of trust, is opened again. */
  async #ask(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    for (let attempt = 0; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        return await input.fill(text, { timeout: 5000 });
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  /** Deletes the line of the cursor. */
  async deleteLine(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+K');
  }

  /** Replaces the line of the cursor from its first letter on. */
  async replaceLine(text: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('End');
    await keyboard.press('Home');
    await keyboard.press('Shift+End');
    await keyboard.insertText(text);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
  }

  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  async chooseTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget input').fill(name);
    await this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: name }).click();
  }

  /** The extension's status bar item as it is read: the icon's name, then the text. */
  async status(): Promise<string> {
    const item = this.page.locator('.statusbar-item[id$=".gradientCheck.status"]');
    const text = (await item.innerText()).replaceAll('\u00a0', ' ').trim();
    const icon = await item.locator('.codicon').getAttribute('class');
    return `${/codicon-([\w-]+)/.exec(icon ?? '')?.[1]} ${text}`;
  }

  /** Waits until the status bar item reads so. */
  async statusMatches(expected: RegExp): Promise<void> {
    await eventually(async () => {
      const status = await this.status();
      return expected.test(status) ? 'as expected' : status;
    }, 'as expected');
  }

  /** What the Problems view lists, opened first: each message with its line, and the places that it leads to. */
  async problems(): Promise<Problem[]> {
    const view = this.page.locator('.markers-panel');
    if (!(await view.isVisible())) await this.command('Problems: Focus on Problems View');
    await view.waitFor();
    const rows = await view.locator('.monaco-list-row').allInnerTexts();
    return rows.flatMap((row) => {
      const text = row.replaceAll('\u00a0', ' ');
      const place = /\[Ln (\d+), Col \d+\]/.exec(text);
      // A file's own row has no place.
      return place === null ? [] : [{ line: Number(place[1]), message: text.replace(place[0], '').trim() }];
    });
  }

  /** The lines of the editor on which something is underlined as an error. */
  async underlinedLines(): Promise<number[]> {
    return this.page.locator('.monaco-editor .squiggly-error').evaluateAll((squiggles) => {
      const numbers = [...document.querySelectorAll('.monaco-editor .line-numbers')];
      return squiggles.map((squiggle) => {
        const { bottom, top } = squiggle.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        const number = numbers.find((candidate) => {
          const box = candidate.getBoundingClientRect();
          return box.top <= middle && middle <= box.bottom;
        });
        return Number(number?.textContent);
      });
    });
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

  /** Saves a picture of the window in the folder that GRADIENT_CHECK_SCREENSHOTS names, else in a temporary one. */
  async screenshot(name: string): Promise<void> {
    const folder = process.env.GRADIENT_CHECK_SCREENSHOTS ?? join(tmpdir(), 'gradient-check-screenshots');
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
