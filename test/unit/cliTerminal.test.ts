import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runInTerminal } from './support/cliProcess.ts';

const lacking = 'script is not installed: apt-get install bsdutils';
const clearLine = '\r\x1b[2K';

test('a terminal has colours, and a progress bar that is gone in the end', (t) => {
  const shown = runInTerminal(['wrong-layer.gradcheck.json']);
  if (shown === null) return t.skip(lacking);
  const { status, screen } = shown;
  assert.equal(status, 1);
  const lines = screen.split(clearLine);
  assert.equal(lines[0], '');
  assert.match(lines[1] ?? '', /^░{24} 0 % {2}wrong-layer\.gradcheck\.json {2}reading data$/);
  assert.ok(lines.slice(1, -1).every((line) => line === '' || /^█*░* \d+ % {2}wrong-layer/.test(line)));
  const report = lines.at(-1) ?? '';
  const visible = stripVTControlCharacters(report);
  assert.match(visible, /^✗ 1 of 3 layers fails/);
  const [bold, red, green] = ['\x1b[1m', '\x1b[31m', '\x1b[32m'];
  assert.deepEqual(
    [bold, red, green].filter((code) => !report.includes(code)),
    [],
  );
  // Nothing is wider than the terminal.
  assert.deepEqual(
    visible.split(/\r?\n/).filter((line) => [...line].length > 80),
    [],
  );
});

test('NO_COLOR leaves the bar and takes the colours', (t) => {
  const shown = runInTerminal(['wrong-layer.gradcheck.json'], { NO_COLOR: '1' });
  if (shown === null) return t.skip(lacking);
  const report = shown.screen.split(clearLine).at(-1) ?? '';
  assert.match(report, /^✗ 1 of 3 layers fails/);
  assert.equal(report, stripVTControlCharacters(report));
});

test('--quiet writes nothing on a terminal', (t) => {
  const shown = runInTerminal(['unscaled.gradcheck.json', '--quiet']);
  if (shown === null) return t.skip(lacking);
  assert.deepEqual(shown, { status: 3, screen: '' });
});
