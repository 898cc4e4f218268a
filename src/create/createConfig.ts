import type { CreationAnswers } from '../protocol/creation.ts';
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
  if (code === null && dataset === null) {
    return {
      kind: 'nothing',
      message: [nothingFound(folder), ...ofCode.caveats, ...ofDataset.caveats].join(' '),
    };
  }
  const file = yield* chooseFile(folder, (code ?? dataset)?.file ?? '');
  if (file.exists) return { kind: 'existing', file: file.name };
  const ofModel = dataset ? yield* chooseModel(there, code, dataset, bench) : { model: null, ...nothingSaid };
  const { model } = ofModel;

  const forms: readonly Parts[] = [
    ...(model ? [{ dataset, code, model }] : []),
    ...(code && dataset ? [{ dataset, code, model: null }] : []),
    ...(code ? [{ dataset: null, code, model: null }] : []),
  ];
  const caveats = [ofCode, ofDataset, ofModel].flatMap((said) => said.caveats);
  const remarks = [ofCode, ofDataset, ofModel].flatMap((said) => [...said.remarks, ...said.caveats]);
  let refused = '';
  for (const [k, form] of forms.entries()) {
    const text = configText(form, caveats);
    const report = await bench.check(text);
    const last = k === forms.length - 1;
    if (report?.error && (isConfigError(report.error) || !last)) {
      refused ||= report.error.message;
      continue;
    }
    const outcome = report && outcomeOf(report);
    return { kind: 'config', file: file.name, text, remarks: [...remarks, ...file.remarks], outcome };
  }
  return { kind: 'nothing', message: [refused, ...caveats].join(' ') };
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

function nothingFound(folder: string): string {
  return `There is nothing to write a config for in ${folder}, nor in three levels of folders below it. Looked for: data with features and labels (.h5, .hdf5), and code with a backward pass (.py, .ipynb, .js, .mjs, .ts). Go to the folder that has them; the sample (in VS Code, Gradient Check: Open Sample) shows how they go together.`;
}
