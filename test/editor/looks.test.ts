import { notEqual } from 'node:assert/strict';
import { editorTests } from './support/suite.ts';

const inEditor = editorTests();

inEditor('a dark and a light theme are followed by the panel while it is open', async ({ editor }) => {
  await editor.openFile('wrong-layer.gradcheck.json');
  await editor.command('Gradient Check: Run');
  await editor.statusMatches(/^error /);
  const body = editor.panel().locator('body');
  const pixels = () =>
    editor
      .panel()
      .locator('#results canvas')
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const seen = new Set<string>();
  for (const theme of ['Dark Modern', 'Light Modern']) {
    await editor.chooseTheme(theme);
    await body
      .and(editor.panel().locator(theme.startsWith('Dark') ? '.vscode-dark' : '.vscode-light'))
      .waitFor();
    await editor.page.waitForTimeout(500);
    await editor.screenshot(theme);
    seen.add(await pixels());
  }
  notEqual(seen.size, 1);
});
