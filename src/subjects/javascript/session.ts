import { Problem } from '../../core/problem.ts';
import type { Frame, FrameArray } from '../process/frame.ts';
import { type CodeOptions, Context, type Tensor } from './context.ts';
import { problemOf, userFrames } from './failure.ts';
import { loadUserModule } from './load/userModule.ts';
import { along, atEntries } from './perturbation.ts';
import { examine } from './preflight.ts';
import { pinRandom } from './randomness.ts';
import { recognise } from './recognise.ts';
import { Strays } from './strays.ts';
import { isTarget, type Slot, type Target, type Untested } from './target.ts';

interface Opening {
  readonly file: string;
  readonly code?: CodeOptions;
  readonly seed?: number;
  readonly classes?: number | null;
  readonly layers?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly loss?: string | null;
  readonly tensors?: readonly { readonly layer: string; readonly type: string; readonly name: string }[];
}

/** Answers requests: opens a file, gives gradients, moves entries and puts them back. */
export class Session {
  #targets: readonly Target[] = [];
  #tensors: readonly { readonly target: Target; readonly slot: Slot; readonly index: number }[] = [];
  readonly #strays = new Strays();

  async answer({ header, arrays }: Frame): Promise<Frame> {
    try {
      switch (header.request) {
        case 'open':
          return await this.#open(header as unknown as Opening, arrays);
        case 'gradients':
          return this.#gradients();
        case 'costs':
          return this.#costs(header, arrays);
        case 'move':
          return this.#move(arrays);
        default:
          throw new Problem('code.protocol', `There is no request "${header.request}".`);
      }
    } catch (error) {
      return { header: { error: told(unexpected(error)) }, arrays: [] };
    }
  }

  async #open(opening: Opening, arrays: readonly FrameArray[]): Promise<Frame> {
    const { file, code = {}, seed = 1, tensors } = opening;
    const given = new Map(
      arrays.map(({ name, shape, data }) => [name, { shape, values: Float64Array.from(data) }]),
    );
    pinRandom(seed);
    const module = await loadUserModule(file);
    const context = new Context(module, {
      code,
      seed,
      x: given.get('x'),
      y: given.get('y'),
      classes: opening.classes ?? undefined,
      layers: opening.layers ?? undefined,
      loss: opening.loss ?? undefined,
      parameters: tensors?.map(({ layer, type, name }) => ({
        layer,
        kind: type,
        name,
        ...(given.get(`${layer}/${name}`) as Tensor),
      })),
    });
    const rows = recognise(context).map((row) => examine(row, context));
    this.#targets = rows.filter(isTarget);
    const untested = rows.filter((row): row is Untested => !isTarget(row));
    this.#tensors = this.#targets.flatMap((target) =>
      target.slots.map((slot, index) => ({ target, slot, index })),
    );
    const notes = [
      ...module.notes,
      ...this.#targets.flatMap((target) => target.notes),
      ...(await this.#strays.notes()),
    ];
    return {
      header: {
        targets: this.#targets.map(({ name, convention, cost, loss, forward = null, backward = null }) => ({
          name,
          convention,
          cost: finite(cost()),
          loss,
          forward,
          backward,
        })),
        tensors: this.#tensors.map(({ target, slot: { layer, kind, name, own, view } }) => ({
          target: this.#targets.indexOf(target),
          layer,
          type: kind,
          name,
          own,
          shape: view.shape,
        })),
        untested: untested.map(({ name, kind, severity, problem }) => ({
          layer: name,
          type: kind,
          severity,
          problem: told(problem),
        })),
        notes,
      },
      arrays: this.#tensors.map(({ slot: { view } }, t) => ({
        name: String(t),
        shape: view.shape,
        data: view.read(),
      })),
    };
  }

  #gradients(): Frame {
    const found = new Map(this.#targets.map((target) => [target, target.gradients()]));
    const arrays = this.#tensors.flatMap(({ target, index }, t): FrameArray[] => {
      const gradient = found.get(target)?.[index];
      if (gradient === undefined) return [];
      const { shape, values, single } = gradient;
      return [{ name: String(t), shape, data: single ? Float32Array.from(values) : values }];
    });
    return { header: {}, arrays };
  }

  #costs(header: Frame['header'], arrays: readonly FrameArray[]): Frame {
    const { tensor, offsets } = header as { tensor: number; offsets: readonly number[] };
    const { target, slot } = this.#tensors[tensor] as { target: Target; slot: Slot };
    const named = new Map(arrays.map(({ name, data }) => [name, data]));
    const direction = named.get('direction');
    if (direction !== undefined) {
      const data = along(target.cost, slot.view, direction, offsets);
      return { header: {}, arrays: [{ name: 'costs', shape: [offsets.length], data }] };
    }
    const entries = named.get('entries') ?? new Int32Array(0);
    const data = atEntries(target.cost, slot.view, entries, offsets);
    return { header: {}, arrays: [{ name: 'costs', shape: [entries.length, offsets.length], data }] };
  }

  /** Sets the parameters to other values, for good. */
  #move(arrays: readonly FrameArray[]): Frame {
    for (const { name, data } of arrays) this.#tensors[Number(name)]?.slot.view.write(data);
    return { header: { costs: this.#targets.map(({ cost }) => finite(cost())) }, arrays: [] };
  }
}

/** What is not told as a problem already, and did not come out of the user's code, is a mistake of ours. */
function unexpected(error: unknown): Problem {
  if (error instanceof Problem || !(error instanceof Error) || userFrames(error).length > 0)
    return problemOf('The code', error);
  return new Problem('code.internal', `The runner itself failed: ${error.message}. The log has more.`, {
    detail: error.stack ?? '',
  });
}

function told({ code, message, place, detail }: Problem): object {
  return { code, message, place: place ?? null, detail: detail ?? null };
}

/** JSON has no NaN: null stands for what is not finite. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
