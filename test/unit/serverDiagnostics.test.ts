import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import type { Report } from '../../src/protocol/report.ts';
import { AnchoredDiagnostics } from '../../src/server/anchoredDiagnostics.ts';
import { checkedDiagnostics } from '../../src/server/checkedDiagnostics.ts';
import { DiagnosticsBoard } from '../../src/server/diagnosticsBoard.ts';
import { DiagnosticWriter } from '../../src/server/diagnosticWriter.ts';
import { PrintedLines } from '../../src/server/printedLines.ts';
import { valueRange } from '../../src/server/valueRange.ts';

const uri = 'file:///nets/cat.gradcheck.json';
const text = `{
  "model": {
    "layers": [
      { "type": "Dense", "name": "hidden1",
        "units": 5 },
      { "type": "Dense", "name": "output", "units": 1 }
    ]
  }
}
`;

const range = (startLine: number, start: number, endLine: number, end: number) => ({
  start: { line: startLine, character: start },
  end: { line: endLine, character: end },
});
const onHidden1 = range(3, 6, 3, 43);
const wholeHidden1 = range(3, 6, 4, 20);
const diagnostic = (message: string): Diagnostic => ({ message, severity: 1, range: onHidden1 });
const checked = (message: string, saidLive = false) => ({
  diagnostic: diagnostic(message),
  subject: wholeHidden1,
  saidLive,
});
const insert = (line: number, character: number, inserted: string) => ({
  range: range(line, character, line, character),
  text: inserted,
});
const all = { repeatLive: true };

test('results move with their lines and are as they were while their layer is', () => {
  const results = new AnchoredDiagnostics(uri, text);
  results.settle([checked('fails')]);
  results.edit([insert(1, 0, '  // a comment\n'), insert(0, 1, ' ')]);
  assert.deepEqual(results.current(all), [{ ...diagnostic('fails'), range: range(4, 6, 4, 43) }]);
});

test('a change inside the layer, on whichever line, marks its results stale, and undoing it unmarks them', () => {
  const results = new AnchoredDiagnostics(uri, text);
  results.settle([checked('fails')]);
  results.edit([{ range: range(4, 17, 4, 18), text: '15' }]);
  assert.deepEqual(results.current(all), [
    { message: 'Edited since this check: fails', severity: 3, range: onHidden1 },
  ]);
  results.edit([{ range: range(4, 17, 4, 19), text: '5' }]);
  assert.deepEqual(results.current(all), [diagnostic('fails')]);
});

test('a change of another layer leaves a result as it was', () => {
  const results = new AnchoredDiagnostics(uri, text);
  results.settle([checked('fails')]);
  results.edit([insert(5, 53, '00')]);
  assert.deepEqual(results.current(all), [diagnostic('fails')]);
});

test('edits made while the check was under way are made up for', () => {
  const results = new AnchoredDiagnostics(uri, text);
  results.edit([insert(0, 0, '// first\n')]);
  results.edit([{ text: `// zeroth\n// first\n${text}` }]);
  results.edit([{ range: range(6, 17, 6, 18), text: '7' }]);
  results.settle([checked('fails')]);
  assert.deepEqual(results.current(all), [
    {
      message: 'Edited since this check: fails',
      severity: 3,
      range: range(5, 6, 5, 43),
    },
  ]);
});

test('related places in the same file move too, those in others stay', () => {
  const results = new AnchoredDiagnostics(uri, text);
  const related = (where: string, line: number) => ({
    message: 'see here',
    location: { uri: where, range: range(line, 0, line, 1) },
  });
  const other = 'file:///nets/other.json';
  const found = { ...diagnostic('fails'), relatedInformation: [related(uri, 5), related(other, 5)] };
  results.settle([{ diagnostic: found, subject: wholeHidden1, saidLive: false }]);
  results.edit([insert(0, 0, '\n\n')]);
  assert.deepEqual(results.current(all)[0]!.relatedInformation, [related(uri, 7), related(other, 5)]);
});

test("a layer's range is its whole object, though its location ends with the first line", () => {
  const location = { file: uri, line: 4, column: 7, endLine: 4, endColumn: 44 };
  assert.deepEqual(valueRange(location, text), wholeHidden1);
  assert.deepEqual(valueRange({ ...location, column: 8 }, text), range(3, 7, 3, 43));
});

function report(changes: Partial<Report>): Report {
  return {
    version: 1,
    config: 'cat.gradcheck.json',
    subject: { kind: 'reference' },
    verdict: 'fail',
    difference: 0.5,
    classical: null,
    threshold: 1e-7,
    method: 'central',
    epsilon: 1e-4,
    loss: 0.7,
    examples: [0],
    parameters: { total: 6, checked: 6, nonzero: 6 },
    culprit: null,
    culprits: [],
    layers: [],
    diagnostics: [],
    causes: [],
    timing: { total_ms: 1, dataset_ms: 0, check_ms: 1, evaluations: 12 },
    error: null,
    ...changes,
  };
}

const files = { uriOf: () => uri, textOf: () => text };
const writer = new DiagnosticWriter(new URL('file:///nowhere/'));
const place = { file: 'cat.gradcheck.json', line: 4, column: 7, endLine: 4, endColumn: 44 };

test('a finding becomes a diagnostic with zero-based range, code, source and related places', () => {
  const finding = {
    severity: 'warning',
    code: 'gradient.vacuous',
    message: 'hidden1 was not tested.',
    location: place,
    related: [{ message: 'scaled here', location: { ...place, line: 6, endLine: 6 } }],
  } as const;
  assert.deepEqual(writer.write(finding, files), {
    source: 'gradient-check',
    code: 'gradient.vacuous',
    severity: 2,
    message: 'hidden1 was not tested.',
    range: onHidden1,
    relatedInformation: [{ message: 'scaled here', location: { uri, range: range(5, 6, 5, 43) } }],
  });
});

test('a location without an end reaches to the end of its line', () => {
  const location = { file: uri, line: 5, column: 9 };
  const written = writer.write({ severity: 'error', code: 'a.b', message: '', location }, files);
  assert.deepEqual(written.range, range(4, 8, 4, 21));
});

/** A config, and the code that it names. */
const code = 'file:///nets/nn.py';
const codeText =
  'import numpy as np\n\n\nclass Affine:\n    def backward(self, dout):  \n        return dout / 0\n';
const both = {
  uriOf: (file: string) => (file === 'nn.py' ? code : uri),
  textOf: (where: string) => (where === code ? codeText : text),
};
const inCode = { file: 'nn.py', line: 5, column: 1 };

test('a line of code is underlined from its first letter to its last, also as a related place', () => {
  const finding = { severity: 'error', code: 'gradient.mismatch', message: 'fails' } as const;
  const backward = range(4, 4, 4, 29);
  assert.deepEqual(writer.write({ ...finding, location: inCode }, both).range, backward);
  const related = [{ message: 'The backward pass', location: inCode }];
  assert.deepEqual(writer.write({ ...finding, location: place, related }, both), {
    source: 'gradient-check',
    code: 'gradient.mismatch',
    severity: 1,
    message: 'fails',
    range: onHidden1,
    relatedInformation: [{ message: 'The backward pass', location: { uri: code, range: backward } }],
  });
});

test('what is said of a line of code is stale once anything in its file is edited', () => {
  const error = { code: 'code.raised', message: 'division by zero', location: inCode };
  const found = checkedDiagnostics(report({ verdict: 'error', error }), uri, [], both, writer);
  assert.deepEqual([...found.keys()], [code]);
  const results = new AnchoredDiagnostics(code, codeText);
  results.settle(found.get(code)!);
  const [before] = results.current(all);
  assert.deepEqual([before?.message, before?.range], ['division by zero', range(4, 4, 4, 29)]);
  results.edit([insert(0, 0, '# mine\n')]);
  const [after] = results.current(all);
  assert.deepEqual(
    [after?.message, after?.range],
    ['Edited since this check: division by zero', range(5, 4, 5, 29)],
  );
  results.edit([{ range: range(0, 0, 1, 0), text: '' }]);
  assert.deepEqual(results.current(all), [before]);
});

test('a code that has a page of documentation links to it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-check-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'gradient.mismatch.md'), '# A mismatch');
  const documented = new DiagnosticWriter(pathToFileURL(`${folder}/`));
  const linkOf = (code: string) =>
    documented.write({ severity: 'error', code, message: '', location: place }, files).codeDescription;
  const href = pathToFileURL(join(folder, 'gradient.mismatch.md')).href;
  assert.deepEqual(linkOf('gradient.mismatch'), { href });
  assert.equal(linkOf('gradient.vacuous'), undefined);
});

test("an error that is among the report's diagnostics is said once, and known to be said live", () => {
  const error = { code: 'config.unknownKey', message: 'Unknown key.', location: place };
  const found = checkedDiagnostics(
    report({
      verdict: 'error',
      error,
      diagnostics: [{ ...error, severity: 'error', layer: null, related: [] }],
    }),
    uri,
    [{ severity: 'error', ...error, location: { ...place, file: '/nets/cat.gradcheck.json' } }],
    files,
    writer,
  );
  assert.deepEqual([...found.keys()], [uri]);
  assert.deepEqual(
    found.get(uri)!.map(({ diagnostic: { code }, saidLive }) => [code, saidLive]),
    [['config.unknownKey', true]],
  );
});

test("what is said of a layer follows the layer's own text", () => {
  const layer = { name: 'hidden1', location: place };
  const finding = { severity: 'error', code: 'gradient.mismatch', message: 'fails', related: [] } as const;
  const onName = { ...place, column: 34, endColumn: 43 };
  const found = checkedDiagnostics(
    report({
      layers: [layer] as unknown as Report['layers'],
      diagnostics: [{ ...finding, layer: 'hidden1', location: onName }],
    }),
    uri,
    [],
    files,
    writer,
  );
  assert.deepEqual(found.get(uri)![0]!.subject, wholeHidden1);
  assert.deepEqual(found.get(uri)![0]!.diagnostic.range, range(3, 33, 3, 42));
});

function boardWithLog() {
  const published: [string, string[]][] = [];
  const board = new DiagnosticsBoard(({ uri: where, diagnostics }) =>
    published.push([where.split('/').at(-1)!, diagnostics.map(({ message }) => message as string)]),
  );
  const results = (where: string, ...found: ReturnType<typeof checked>[]) => {
    const anchored = new AnchoredDiagnostics(where, text);
    anchored.settle(found);
    return anchored;
  };
  return { board, published, results };
}

test('a document shows what is found live and what the last check found', () => {
  const { board, published, results } = boardWithLog();
  board.setLive(uri, 1, [diagnostic('live')]);
  board.setResults(uri, [results(uri, checked('first'))]);
  board.setResults(uri, [results(uri, checked('second'))]);
  board.closeLive(uri);
  assert.deepEqual(published, [
    ['cat.gradcheck.json', ['live']],
    ['cat.gradcheck.json', ['live', 'first']],
    ['cat.gradcheck.json', ['live', 'second']],
    ['cat.gradcheck.json', ['second']],
  ]);
});

test('what the reader of the config says itself is repeated only while the file is closed', () => {
  const { board, published, results } = boardWithLog();
  board.setResults(uri, [results(uri, checked('unknown key', true))]);
  board.setLive(uri, 1, [diagnostic('unknown key')]);
  board.closeLive(uri);
  assert.deepEqual(
    published.map(([, messages]) => messages),
    [['unknown key'], ['unknown key'], ['unknown key']],
  );
});

test('results follow edits, and only those of their own document', () => {
  const { board, results } = boardWithLog();
  board.setResults(uri, [results(uri, checked('fails'))]);
  board.edit('file:///nets/other.json', [insert(0, 0, '\n')]);
  assert.equal(board.resultsIn(uri, onHidden1).length, 1);
  board.edit(uri, [insert(0, 0, '\n\n')]);
  assert.deepEqual(board.resultsIn(uri, onHidden1), []);
  assert.equal(board.resultsIn(uri, range(5, 10, 5, 10)).length, 1);
});

test('deleting a file takes what was found in it, and by checking it, away', () => {
  const { board, published, results } = boardWithLog();
  const code = 'file:///nets/nn.py';
  const other = 'file:///nets/other.gradcheck.json';
  board.setResults(uri, [results(uri, checked('a')), results(code, checked('b'))]);
  board.setResults(other, [results(code, checked('c'))]);
  published.length = 0;
  board.remove(uri);
  assert.deepEqual(published, [
    ['cat.gradcheck.json', []],
    ['nn.py', ['c']],
  ]);
  published.length = 0;
  board.remove(code);
  assert.deepEqual(published, [['nn.py', []]]);
});

test('a line of code that two configs complain of is listed once', () => {
  const { board, published, results } = boardWithLog();
  board.setResults(uri, [results(code, checked('raised'))]);
  board.setResults('file:///nets/gradcheck.json', [results(code, checked('raised'), checked('hangs'))]);
  assert.deepEqual(published, [
    ['nn.py', ['raised']],
    ['nn.py', ['raised', 'hangs']],
  ]);
});

test('an edit of code is published when there are results in it, and only then', () => {
  const { board, published, results } = boardWithLog();
  board.refresh(code);
  board.closeLive(code);
  assert.deepEqual(published, []);
  board.setResults(uri, [results(code, checked('raised'))]);
  board.edit(code, [insert(0, 0, '\n')]);
  board.refresh(code);
  assert.deepEqual(published, [
    ['nn.py', ['raised']],
    ['nn.py', ['raised']],
  ]);
});

test('what code prints comes line by line, and its last line at the end', () => {
  const lines: string[] = [];
  const printed = new PrintedLines((line) => lines.push(line));
  for (const piece of ['cost ', '0.7\r\ncost 0', '.6\n\nepo']) printed.add(piece);
  assert.deepEqual(lines, ['cost 0.7', 'cost 0.6', '']);
  printed.end();
  printed.end();
  assert.deepEqual(lines, ['cost 0.7', 'cost 0.6', '', 'epo']);
});
