import type { CreationAnswers } from '../protocol/creation.ts';
import type { Report } from '../protocol/report.ts';
import { reportLine } from '../report/reportLine.ts';
import type { Bench } from './bench.ts';
import { chooseCode } from './chooseCode.ts';
import { chooseDataset } from './chooseDataset.ts';
import { chooseFile } from './chooseFile.ts';
import { chooseModel } from './chooseModel.ts';
import type { CodeFacts } from './codeFacts.ts';
import { configText, type Parts } from './configText.ts';
import type { Creating } from './settle.ts';
import { survey } from './survey.ts';

/**
 * Makes a config of what is in a folder, and sees that it can run before anyone is given it. Nothing is written.
 *
 * @param answers given before, so that what they rule out need not be looked at
 */
export async function* createConfig(folder: string, bench: Bench, answers: CreationAnswers): Creating {
  const there = survey(folder);
  const { code, remarks: ofCode } = yield* chooseCode(there, bench, answers);
  const wanted = code === null || takesExamples(code);
  const { dataset, remarks: ofDataset } = wanted ? yield* chooseDataset(there, bench) : nothingWanted;
  if (code === null && dataset === null) {
    return { kind: 'nothing', message: [nothingFound(folder), ...ofCode, ...ofDataset].join(' ') };
  }
  const file = yield* chooseFile(folder, (code ?? dataset)?.file ?? '');
  if (file.exists) return { kind: 'existing', file: file.name };
  const { model, remarks: ofModel } = dataset
    ? yield* chooseModel(there, code, dataset, bench)
    : nothingWanted;

  const remarks = [...ofCode, ...ofDataset, ...ofModel, ...file.remarks];
  const forms: readonly Parts[] = [
    ...(model ? [{ dataset, code, model }] : []),
    ...(code && dataset ? [{ dataset, code, model: null }] : []),
    ...(code ? [{ dataset: null, code, model: null }] : []),
  ];
  let refused: Report | null = null;
  for (const [k, form] of forms.entries()) {
    const text = configText(form);
    const report = await bench.check(text);
    if (report !== null && (isConfigError(report) || (report.verdict === 'error' && k < forms.length - 1))) {
      refused ??= report;
      continue;
    }
    return { kind: 'config', file: file.name, text, remarks, outcome: report && outcomeOf(report) };
  }
  return {
    kind: 'nothing',
    message: [...remarks, refused?.error?.message ?? nothingFound(folder)].join(' '),
  };
}

const nothingWanted = { dataset: null, model: null, remarks: [] };

/** Functions and layers are checked with arguments that are made up; a network is trained on examples. */
function takesExamples(code: CodeFacts): boolean {
  if (!('look' in code)) return false;
  const networks = new Set(code.look.rows.filter(({ loss }) => loss).map(({ name }) => name));
  return code.look.tensors.some(({ layer, name }) => networks.has(layer) && !/^(x|input)s?$/i.test(name));
}

/** What a person would have to mend in the config, not in their code or their Python. */
function isConfigError({ error }: Report): boolean {
  return error !== null && /^(config|dataset|data|model)\.|^code\.(parameters|file)$/.test(error.code);
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
