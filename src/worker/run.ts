import { dirname } from 'node:path';
import { type ConfigDocument, readConfig } from '../config/document.ts';
import type { Config } from '../config/schema.ts';
import { check } from '../core/gradcheck/check.ts';
import type { Subject } from '../core/gradcheck/subject.ts';
import { type ConfigPath, Problem } from '../core/problem.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { SubjectDescription } from '../protocol/report.ts';
import { buildReport } from '../report/buildReport.ts';
import { configErrorReport, problemReport } from '../report/errorReport.ts';
import { layerReport } from '../report/layerReport.ts';
import type { RunContext } from '../report/runContext.ts';
import { codePlace } from '../subjects/process/programProblem.ts';
import { codeLocator } from './codeLocation.ts';
import type { RunHost, RunRequest } from './messages.ts';
import type { Preparation } from './preparation.ts';
import { prepare } from './prepare.ts';

/** The step where the config fixes none: truncation ε² and rounding 10⁻¹⁶/ε balance near it. */
const defaultEpsilon = 1e-4;

/** For whoever does not care about processes and what they print. */
export const noHost: RunHost = { onProcess: () => {}, onOutput: () => {}, onAnswer: () => {} };

/** One check, from the text of a config to its report. The last event is `finished`, whatever happens. */
export async function* run(request: RunRequest, host: RunHost = noHost): AsyncGenerator<RunEvent> {
  const started = performance.now();
  const document = readConfig(request.text, request.label, request.overrides);
  const { config } = document;
  if (config === null) {
    yield { type: 'finished', report: configErrorReport(document, performance.now() - started) };
    return;
  }
  const threshold = config.check.threshold ?? request.threshold;
  let end = () => {};
  try {
    yield { type: 'progress', phase: 'data', fraction: 0, layer: null };
    const preparation = await prepare(config, dirname(request.file), request, host);
    end = () => preparation.code?.end();
    const datasetMs = performance.now() - started;
    const context = contextOf(document, config, preparation, threshold, dirname(request.file));
    yield planned(preparation.subject, context);

    yield { type: 'progress', phase: 'gradient', fraction: 0, layer: null };
    const checkStarted = performance.now();
    const checking = check(preparation.subject, {
      step: context.step,
      stepIsFixed: context.stepIsFixed,
      threshold,
    });
    let next = await checking.next();
    for (; !next.done; next = await checking.next()) {
      const event = next.value;
      if (event.type === 'progress') yield { ...event, phase: 'check' };
      else yield { type: 'layer', layer: layerReport(event.layer, context) };
    }
    const timing = {
      total_ms: performance.now() - started,
      dataset_ms: datasetMs,
      check_ms: performance.now() - checkStarted,
      evaluations: preparation.subject.evaluations(),
    };
    yield { type: 'finished', report: buildReport(next.value, context, timing) };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const report = problemReport(
      problem,
      document,
      codeLocator(dirname(request.file)),
      performance.now() - started,
    );
    const { method, epsilon = null } = config.check;
    yield { type: 'finished', report: { ...report, subject: describe(config), threshold, method, epsilon } };
  } finally {
    end();
  }
}

/** Whose backward pass a config asks to check. */
function describe({ code }: Config): SubjectDescription {
  return code ? { kind: code.kind, file: code.file } : { kind: 'reference' };
}

function contextOf(
  document: ConfigDocument,
  config: Config,
  { code, examples, notes }: Preparation,
  threshold: number,
  folder: string,
): RunContext {
  const paths = new Map(config.model?.layers.map((layer) => [layer.name, layer.path]));
  const locateCode = codeLocator(folder);
  const rowPath = (row: string): ConfigPath => {
    const hints = config.code && 'hints' in config.code ? config.code.hints : {};
    const section = (['functions', 'classes'] as const).find((key) => hints[key] && row in hints[key]);
    if (section !== undefined) return ['code', section, row];
    return config.code ? ['code', config.code.kind] : ['model'];
  };
  return {
    document,
    locateLayer: (layer) => document.locate(paths.get(layer) ?? rowPath(layer)),
    locateCode,
    backwardOf: (layer) => {
      const place = code?.targetOf(layer)?.backward;
      return place ? { name: place.name ?? null, location: locateCode(codePlace(place)) } : null;
    },
    costOf: (layer) => code?.targetOf(layer),
    madeUp: code !== null && config.model === undefined && config.dataset === undefined,
    layersAreDescribed: config.model !== undefined,
    untested: code?.untested ?? [],
    guards: code?.guards ?? [],
    subject: describe(config),
    examples,
    notes,
    stepIsFixed: config.check.epsilon !== undefined,
    threshold,
    step: { method: config.check.method, epsilon: config.check.epsilon ?? defaultEpsilon },
  };
}

function planned(subject: Subject, context: RunContext): RunEvent {
  const names = [...new Set(subject.tensors.map(({ layer }) => layer))];
  return {
    type: 'planned',
    subject: context.subject,
    threshold: context.threshold,
    layers: names.map((name) => {
      const tensors = subject.tensors.filter(({ layer }) => layer === name);
      return {
        name,
        type: tensors[0]?.layerType ?? '',
        entries: tensors.reduce((sum, { size }) => sum + size, 0),
        location: context.locateLayer(name),
      };
    }),
  };
}
