import type { Creation, CreationAnswers } from '../protocol/creation.ts';
import type { Report, ReportError } from '../protocol/report.ts';
import { reportLine } from '../report/reportLine.ts';
import type { Bench } from './bench.ts';
import { chooseCode } from './chooseCode.ts';
import { chooseDataset } from './chooseDataset.ts';
import { chooseFile } from './chooseFile.ts';
import { chooseModel } from './chooseModel.ts';
import type { CodeFacts } from './codeFacts.ts';
import { configText, type Parts } from './configText.ts';
import { nothingSaid } from './said.ts';
import type { Creating } from './settle.ts';
import { survey } from './survey.ts';

/**
 * Makes a config of what is in a folder, and sees that it can run before anyone is given it. Nothing is written.
 *
 * @param answers given before, so that what they rule out need not be looked at
 */
export async function* createConfig(folder: string, bench: Bench, answers: CreationAnswers): Creating {
  const there = survey(folder);
  const ofCode = yield* chooseCode(there, bench, answers);
  const { code } = ofCode;
  const ofDataset =
    code === null || takesExamples(code)
      ? yield* chooseDataset(there, bench)
      : { dataset: null, ...nothingSaid };
  const { dataset } = ofDataset;
  if (code === null && dataset === null) return nothing(folder, [...ofCode.caveats, ...ofDataset.caveats]);
  const file = yield* chooseFile(folder, (code ?? dataset)?.file ?? '');
  if (file.exists) return { kind: 'existing', file: file.name };
  const ofModel = dataset ? yield* chooseModel(there, code, dataset, bench) : { model: null, ...nothingSaid };

  const said = [ofCode, ofDataset, ofModel];
  const caveats = said.flatMap((each) => each.caveats);
  const made = await firstThatRuns({ dataset, code, model: ofModel.model }, caveats, bench);
  if (typeof made === 'string') return nothing(folder, [...caveats, made]);
  const remarks = [...said.flatMap((each) => [...each.remarks, ...each.caveats]), ...file.remarks];
  return { kind: 'config', file: file.name, remarks, ...made };
}

/** With all parts, else with fewer; the reason where not even those can run. */
async function firstThatRuns(
  { dataset, code, model }: Parts,
  caveats: readonly string[],
  bench: Bench,
): Promise<{ text: string; outcome: string | null } | string> {
  const forms: readonly Parts[] = [
    ...(model ? [{ dataset, code, model }] : []),
    ...(code && dataset ? [{ dataset, code, model: null }] : []),
    ...(code ? [{ dataset: null, code, model: null }] : []),
  ];
  let refusal = '';
  for (const [k, form] of forms.entries()) {
    const text = configText(form, caveats);
    const report = await bench.check(text);
    const error = report?.error;
    const isLast = k === forms.length - 1;
    if (!error || (isLast && !isConfigError(error))) return { text, outcome: report && outcomeOf(report) };
    refusal ||= error.message;
  }
  return refusal;
}

/** Functions and layers are checked with arguments that are made up; a network is trained on examples. */
function takesExamples(code: CodeFacts): boolean {
  if (!('look' in code)) return false;
  const networks = new Set(code.look.rows.filter(({ loss }) => loss).map(({ name }) => name));
  return code.look.tensors.some(({ layer, name }) => networks.has(layer) && !/^(x|input)s?$/i.test(name));
}

/** What a person would have to mend in the config, not in their code or their Python. */
function isConfigError({ code }: ReportError): boolean {
  return /^(config|dataset|data|model)\.|^code\.(parameters|file)$/.test(code);
}

/** `1 of 3 layers fails`, `could not check: …` */
function outcomeOf(report: Report): string {
  const { headline, detail } = reportLine(report);
  const lower = headline.charAt(0).toLowerCase() + headline.slice(1);
  return report.verdict === 'error' ? `${lower}: ${detail}` : lower;
}

/** @param reasons why what is there cannot be used */
function nothing(folder: string, reasons: readonly string[]): Creation {
  const place = `in ${folder} and three levels of folders below it`;
  const message =
    reasons.length > 0
      ? [...reasons, `Nothing else was found ${place}.`]
      : [
          `There is nothing to write a config for ${place}.`,
          'Looked for: data with features and labels (.h5, .hdf5), and code with a backward pass (.py, .ipynb, .js, .mjs, .ts).',
          'Go to the folder that has them; the sample (in VS Code, Gradient Check: Open Sample) shows how they go together.',
        ];
  return { kind: 'nothing', message: message.join(' ') };
}
