import type { CreationAnswers, CreationQuestion } from '../protocol/creation.ts';
import type { Bench } from './bench.ts';
import { choose, isNotEmpty } from './choose.ts';
import { byPromise, type CodeFacts, codeFacts, rowsOf } from './codeFacts.ts';
import type { Said } from './said.ts';
import type { CodeFile, Survey } from './survey.ts';

/** Each is run for a moment, so that there must be an end of it. */
const mostFiles = 8;

const question = { id: 'code', text: 'Whose backward pass should be checked?' } as const;

export interface CodeChoice extends Said {
  readonly code: CodeFacts | null;
}

/** The file whose backward pass is checked; null where there is none that can be. */
export async function* chooseCode(
  { code: files }: Survey,
  bench: Bench,
  answers: CreationAnswers,
): AsyncGenerator<CreationQuestion, CodeChoice, string> {
  if (files.length > 0 && !bench.trusted) {
    const remark = `${namesOf(files)} ${files.length === 1 ? 'was' : 'were'} not looked at: this workspace is not trusted, and to find a backward pass means to run the file. If you know where it comes from, trust the workspace and create the config again.`;
    return { code: null, remarks: [], caveats: [remark] };
  }
  const asked = files.filter(({ file }) => file === answers.code);
  const found: CodeFacts[] = [];
  const without: CodeFile[] = [];
  for (const file of (asked.length > 0 ? asked : files).slice(0, mostFiles)) {
    if (!bench.hasTime()) break;
    const facts = await codeFacts(file, bench);
    if (facts) found.push(facts);
    else without.push(file);
  }
  found.sort(byPromise);
  const runs = found.filter((facts) => 'look' in facts);
  const candidates = runs.length > 0 ? runs : found.slice(0, 1);
  if (!isNotEmpty(candidates)) {
    const remark = `Nothing that could be checked was found in ${namesOf(without)}. If it is there, say where: "code": { "python": "nn.py", "forward": "…", "backward": "…" }.`;
    return { code: null, remarks: [], caveats: without.length > 0 ? [remark] : [] };
  }
  const code = yield* choose(candidates, question, (facts) => ({
    value: facts.file,
    label: facts.file,
    detail: rowsOf(facts),
    line: `"code": { "${facts.kind}": "${facts.file}" }`,
  }));
  return { code, ...said(code) };
}

function said(code: CodeFacts): Said {
  if ('look' in code) return { remarks: [`Code: ${code.file} (${rowsOf(code)}).`], caveats: [] };
  // Why is the outcome of the config's own check.
  return { remarks: [`Code: ${code.file}, in which nothing can be checked yet.`], caveats: [] };
}

function namesOf(files: readonly CodeFile[]): string {
  const names = files.slice(0, 3).map(({ file }) => file);
  return files.length > names.length ? `${names.join(', ')} and others` : names.join(' and ');
}
