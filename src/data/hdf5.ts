import { basename, resolve } from 'node:path';
import { BrokenSoftLink, Dataset, ExternalLink, File, Group, ready } from 'h5wasm/node';
import { Problem } from '../core/problem.ts';
import { formatShape, sizeOf, type Tensor } from '../core/tensor.ts';
import type { ArrayInfo, ArraySource, Range } from './arraySource.ts';
import { assertRanges } from './assertRanges.ts';
import { assertHdf5File } from './dataFile.ts';
import { explainHdf5Error } from './hdf5Error.ts';
import { assertReadable } from './hdf5Readable.ts';
import { describeType } from './hdf5Type.ts';
import { assertFits } from './memoryBudget.ts';
import { toFloat64 } from './toFloat64.ts';
import { unknownName } from './unknownName.ts';

// Without its throwing handler the library returns garbage for corrupt data and says nothing.
const library = ready.then((module) => {
  module.activate_throwing_error_handler();
  return module;
});

/** A file may link its arrays in more ways than anyone wants to see. */
const listedAtMost = 4096;

/**
 * Opens an HDF5 file without reading any numbers. After a problem of code `data.corrupt` the library cannot be
 * trusted any more: end the thread.
 * Throws `data.missing`, `data.directory`, `data.empty`, `data.permission`, `data.format`, `data.truncated`,
 * `data.busy`, `data.corrupt`.
 */
export async function openHdf5(file: string, memoryBytes: number): Promise<ArraySource> {
  assertHdf5File(file);
  const module = await library;
  const root = guarded(file, () => new File(resolve(file), 'r'));
  const identity = (path: string) => module.create_object_reference(root.file_id, path).join();
  return new Hdf5File(file, memoryBytes, root, identity);
}

class Hdf5File implements ArraySource {
  readonly file: string;
  readonly memoryBytes: number;
  bytesRead = 0;
  readonly #root: File;
  /** Equal for two paths that lead to one object. */
  readonly #identity: (path: string) => string;
  readonly #found = new Map<string, Dataset>();
  #listed: readonly ArrayInfo[] | null = null;
  #open = true;

  constructor(file: string, memoryBytes: number, root: File, identity: (path: string) => string) {
    this.file = file;
    this.memoryBytes = memoryBytes;
    this.#root = root;
    this.#identity = identity;
  }

  datasets(): readonly ArrayInfo[] {
    this.#listed ??= guarded(this.file, () => this.#list());
    return this.#listed;
  }

  info(path: string): ArrayInfo {
    return guarded(this.file, () => describe(this.#find(path)));
  }

  read(path: string, ranges?: readonly Range[]): Tensor {
    return guarded(this.file, () => {
      const dataset = this.#find(path);
      const info = describe(dataset);
      assertReadable(this.file, info, dataset);
      const within = ranges ?? info.shape.map((extent): Range => [0, extent]);
      assertRanges(info, within);
      const shape = within.map(([start, stop]) => stop - start);
      const count = sizeOf(shape);
      if (count === 0) return { shape, data: new Float64Array(0) };
      // The library's copy, ours, and the numbers; a chunk is unpacked whole, beside its packed form.
      const chunkBytes = info.chunks ? sizeOf(info.chunks) * info.itemBytes : 0;
      const bytes = count * (2 * info.itemBytes + Float64Array.BYTES_PER_ELEMENT) + 2 * chunkBytes;
      assertFits(`${info.path} ${formatShape(shape)}`, bytes, this.memoryBytes);
      this.bytesRead += count * info.itemBytes;
      // A scalar has no axis to slice.
      const values =
        shape.length === 0 ? dataset.value : dataset.slice(within.map(([start, stop]) => [start, stop]));
      return { shape, data: toFloat64(values, info.path) };
    });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    guarded(this.file, () => this.#root.close());
  }

  #find(path: string): Dataset {
    const dataset = this.#found.get(path) ?? this.#follow(path);
    this.#found.set(path, dataset);
    return dataset;
  }

  /** Follows the path group by group: the library raises an error where a path leads through an array. */
  #follow(path: string): Dataset {
    const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
    let entity: ReturnType<Group['get']> = this.#root;
    for (const [depth, segment] of segments.entries()) {
      const names = entity instanceof Group ? entity.keys() : [];
      if (!names.includes(segment)) throw unknownName(this, segments.join('/'));
      const here = `/${segments.slice(0, depth + 1).join('/')}`;
      entity = followed(() => this.#root.get(here));
      if (entity === null || entity instanceof BrokenSoftLink || entity instanceof ExternalLink) {
        throw this.#brokenLink(here.slice(1), entity);
      }
    }
    if (entity instanceof Dataset) return entity;
    throw unknownName(this, segments.join('/'));
  }

  #list(): ArrayInfo[] {
    const found = new Map<string, ArrayInfo>();
    for (const path of this.#root.paths().slice(0, listedAtMost)) {
      const entity = followed(() => this.#root.get(path));
      if (!(entity instanceof Dataset)) continue;
      const info = describe(entity);
      // The reference alone is unique within one file only, and an external link leads to another.
      const key = `${this.#identity(path)} ${info.type} ${info.shape}`;
      if (!found.has(key)) found.set(key, info);
    }
    return [...found.values()];
  }

  #brokenLink(path: string, link: BrokenSoftLink | ExternalLink | null): Problem {
    const name = basename(this.file);
    const target =
      link instanceof ExternalLink
        ? `to ${link.obj_path} in ${link.filename}, which is not beside ${name}. Put that file there`
        : `${link ? `to ${link.target}` : 'in a circle'}, which leads nowhere. Mend the link`;
    return new Problem('data.name', `${path} in ${name} is a link ${target}, or name the dataset itself.`);
  }
}

function describe(dataset: Dataset): ArrayInfo {
  const { metadata } = dataset;
  return {
    path: dataset.path.replace(/^\/+/, ''),
    shape: metadata.shape ?? [0],
    ...describeType(metadata),
    itemBytes: metadata.size,
    chunks: metadata.chunks,
  };
}

/** Links that lead in a circle raise an error, which is no damage: null. */
function followed<Entity>(get: () => Entity): Entity | null {
  try {
    return get();
  } catch (error) {
    if (/too many (soft )?links|link traversal failed/.test(String(error))) return null;
    throw error;
  }
}

/** Whatever the library throws becomes a `Problem`. */
function guarded<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof Problem ? error : explainHdf5Error(error, basename(file));
  }
}
