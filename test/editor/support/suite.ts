import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { Editor } from './editor.ts';
import { lacking } from './lacking.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';
import { Workspace } from './workspace.ts';

/** What a test in the editor works with: a window of its own on a copy of the sample of its own. */
export interface Setting {
  readonly editor: Editor;
  readonly workspace: Workspace;
  readonly server: Server;
  readonly browser: Browser;
}

export type EditorTest = (
  name: string,
  body: (setting: Setting, context: TestContext) => Promise<void>,
) => void;

/** Starts VS Code's server with the packaged extension for one test file, and gives the function that adds its tests. */
export function editorTests(options: ServerOptions = {}): EditorTest {
  const skip = lacking();
  let server: Server;
  let browser: Browser;
  if (skip === false) {
    before(async () => {
      server = await startServer({ vsix: packagedExtension() }, options);
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });
  }
  return (name, body) => {
    test(name, { skip }, async (context) => {
      const workspace = new Workspace(server.profile);
      const editor = await Editor.open(browser, server, workspace.folder);
      try {
        await body({ editor, workspace, server, browser }, context);
      } catch (error) {
        await editor.screenshot(`failed ${name}`);
        throw error;
      } finally {
        await editor.close();
        workspace.remove();
      }
    });
  };
}

function packagedExtension(): string {
  const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
  const [name, ...others] = globSync('*.vsix', { cwd: dist });
  if (name === undefined || others.length > 0) throw new Error('There is not one package: npm run package');
  return join(dist, name);
}
