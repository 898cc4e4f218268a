import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ProgramConfig } from '../config/code.ts';
import type { Config } from '../config/schema.ts';
import { type ConfigPath, Problem } from '../core/problem.ts';
import type { Note } from '../report/note.ts';
import { Program } from '../subjects/process/program.ts';
import { ProgramPool } from '../subjects/process/programPool.ts';
import { codePlace, told } from '../subjects/process/programProblem.ts';
import { ProgramSubject } from '../subjects/process/programSubject.ts';
import type { ProgramOptions, RunHost } from './messages.ts';
import { otherCostNote } from './otherCost.ts';
import type { Preparation } from './preparation.ts';
import { programCommand } from './programCommand.ts';
import type { ProgramMaterial } from './programMaterial.ts';

/**
 * Starts the user's code and finds what there is to check in it.
 *
 * @throws Problem where nothing of it can be checked
 */
export async function prepareProgram(
  config: Config,
  code: ProgramConfig,
  material: ProgramMaterial,
  folder: string,
  options: ProgramOptions,
  host: RunHost,
): Promise<Preparation> {
  const path: ConfigPath = ['code', code.kind];
  if (!options.trusted) {
    throw new Problem(
      'code.untrusted',
      `This workspace is not trusted, so ${code.file} was not run: checking a backward pass means running it. If you know where it comes from, trust the workspace and run again.`,
      { path },
    );
  }
  const file = resolve(folder, code.file);
  if (code.kind !== 'command' && !existsSync(file)) {
    throw new Problem(
      'code.file',
      `There is no file ${code.file} beside this config. Name the file that holds your forward and backward pass.`,
      { path },
    );
  }
  const name = { file: basename(code.file), path };
  const open = {
    header: {
      request: 'open',
      version: 1,
      file,
      folder,
      code: code.hints,
      seed: config.seed,
      ...material.header,
    },
    arrays: material.arrays,
  };
  const start = () =>
    new Program({
      name,
      ...programCommand(code, folder, file, options),
      folder,
      timeoutMs: options.timeoutMs,
      onStart: host.onProcess,
      onOutput: host.onOutput,
      onAnswer: host.onAnswer,
    });
  const pool = new ProgramPool(name, start, open);
  try {
    const opened = await pool.open();
    const { untested, targets, tensors, notes } = opened.code;
    const problems = untested.map((row) => ({ ...row, problem: told(row.problem, name) }));
    const [first] = problems;
    if (tensors.length === 0) {
      throw (
        first?.problem ??
        new Problem('code.unrecognised', `Nothing to check was found in ${code.file}.`, { path })
      );
    }
    const subject = await ProgramSubject.of(pool, opened, options.maxWorkers);
    const otherCost = await otherCostNote(
      subject,
      material.reference,
      code.file,
      path,
      opened.code.guards.length > 0,
    );
    if (material.reference && otherCost.length === 0) subject.isLike(material.reference);
    const layerTarget = new Map(tensors.map(({ layer, target }) => [layer, targets[target]]));
    return {
      subject,
      examples: material.examples,
      notes: [
        ...material.notes,
        ...notes.map(
          ({ code, message, layer, place, severity }): Note => ({
            code,
            message,
            path,
            severity,
            ...(layer && { layer }),
            ...(place && { place: codePlace(place) }),
          }),
        ),
        ...(subject.jittered ? [kinkNote(path)] : []),
        ...otherCost,
      ],
      code: {
        targetOf: (layer) => layerTarget.get(layer),
        untested: problems,
        guards: opened.code.guards.map(codePlace),
        end: () => pool.end(),
      },
    };
  } catch (error) {
    pool.end();
    throw error;
  }
}

function kinkNote(path: ConfigPath): Note {
  return {
    code: 'code.kink',
    message:
      'The cost stands on a kink here, as when the input of a relu is exactly 0 (biases of 0 with dropout or empty inputs do that), and has no derivative. It was checked at a point beside it: every parameter moved at random by about a thousandth of its size.',
    path,
  };
}
