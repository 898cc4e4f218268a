import type { CreationAnswers, CreationQuestion } from '../protocol/creation.ts';
import type { Bench } from './bench.ts';
import { choose, isNotEmpty } from './choose.ts';
import { byPromise, type CodeFacts, codeFacts, rowsOf } from './codeFacts.ts';
import type { CodeFile } from './codeFile.ts';
import type { Said } from './said.ts';
import type { Survey } from './survey.ts';

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
  if (files.length > 0 && !bench.trusted) return { code: null, remarks: [], caveats: [untrusted(files)] };
  const { found, unseen } = await lookAt(files, bench, answers);
  const checkable = found.filter((facts) => 'look' in facts);
  const candidates = checkable.length > 0 ? checkable : found.slice(0, 1);
  if (!isNotEmpty(candidates)) return { code: null, remarks: [], caveats: unrecognised(files) };
  const code = yield* choose(candidates, question, (facts) => ({
    value: facts.file,
    label: facts.file,
    detail: rowsOf(facts),
    line: `"code": { "${facts.kind}": "${facts.file}" }`,
  }));
  // Why a file cannot be checked yet is the outcome of the config's own check.
  const what = 'look' in code ? rowsOf(code) : 'nothing in it can be checked yet';
  return { code, remarks: [`Code: ${code.file} (${what}).`, ...unseen.map(leftAlone)], caveats: [] };
}

/** Runs the files, likeliest first, and sees what is in them. */
async function lookAt(files: readonly CodeFile[], bench: Bench, answers: CreationAnswers) {
  const chosen = files.filter(({ file }) => file === answers.code);
  const modules = files.filter(({ isScript }) => !isScript).slice(0, mostFiles);
  const scripts = files.filter(({ isScript }) => isScript);
  const found: CodeFacts[] = [];
  const queue = chosen.length > 0 ? chosen : [...modules, ...scripts];
  while (queue[0] && bench.hasTime()) {
    // When a script does what it does is for its author to say: it is run only where there is nothing else.
    if (queue[0].isScript && found.length > 0) break;
    const facts = await codeFacts(queue.shift() as CodeFile, bench);
    if (facts) found.push(facts);
  }
  return { found: found.sort(byPromise), unseen: queue };
}

function leftAlone({ file, isScript }: CodeFile): string {
  const why = isScript ? 'it does its work whenever it is loaded' : 'there was no time left';
  return `${file} was not looked at, because ${why}.`;
}

function untrusted(files: readonly CodeFile[]): string {
  return `${namesOf(files)} ${files.length === 1 ? 'was' : 'were'} not looked at: this workspace is not trusted, and to find a backward pass means to run the file. If you know where it comes from, trust the workspace and create the config again.`;
}

function unrecognised(files: readonly CodeFile[]): string[] {
  if (files.length === 0) return [];
  return [
    `Nothing that could be checked was found in ${namesOf(files)}. If it is there, say where: "code": { "python": "nn.py", "forward": "L_model_forward", "backward": "L_model_backward" }.`,
  ];
}

function namesOf(files: readonly CodeFile[]): string {
  const names = files.slice(0, 3).map(({ file }) => file);
  return files.length > names.length ? `${names.join(', ')} and others` : names.join(' and ');
}
