/** An array of a frame. */
export interface FrameArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Int32Array;
}

/** One message of the protocol between a check and the program whose gradient is checked. */
export interface Frame {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: readonly FrameArray[];
}

const types = { float64: Float64Array, float32: Float32Array, int32: Int32Array };

interface ArrayHeader {
  readonly name: string;
  readonly dtype: keyof typeof types;
  readonly shape: readonly number[];
}

/** The length of the header as a little-endian uint32, the header as JSON in UTF-8, then the arrays' bytes. */
export function encodeFrame({ header, arrays }: Frame): Uint8Array[] {
  const described = arrays.map(
    ({ name, shape, data }): ArrayHeader => ({ name, dtype: typeOf(data), shape }),
  );
  const text = Buffer.from(JSON.stringify(arrays.length > 0 ? { ...header, arrays: described } : header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return [
    length,
    text,
    ...arrays.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function typeOf(data: FrameArray['data']): keyof typeof types {
  if (data instanceof Float64Array) return 'float64';
  return data instanceof Float32Array ? 'float32' : 'int32';
}

/** Puts frames together from the chunks of a stream. */
export class FrameReader {
  #chunks: Uint8Array[] = [];
  #held = 0;
  readonly #frames = this.#read();
  #needed: number;

  constructor() {
    this.#needed = this.#frames.next().value as number;
  }

  /**
   * The frames that are complete with this chunk.
   * @throws Error where the bytes are no frame
   */
  push(chunk: Uint8Array): Frame[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    const complete: Frame[] = [];
    while (this.#held >= this.#needed) {
      const next = this.#frames.next(this.#take(this.#needed)).value as number | Frame;
      if (typeof next === 'number') this.#needed = next;
      else {
        complete.push(next);
        this.#needed = this.#frames.next().value as number;
      }
    }
    return complete;
  }

  /** Yields how many bytes it wants next, or a frame. */
  *#read(): Generator<number | Frame, never, Buffer> {
    for (;;) {
      const length = (yield 4).readUInt32LE();
      if (length > longestHeader) throw new Error(`a header of ${length} bytes was announced`);
      const { arrays: described = [], ...header } = JSON.parse((yield length).toString('utf8'));
      const arrays: FrameArray[] = [];
      for (const { name, dtype, shape } of described as ArrayHeader[]) {
        const Type = types[dtype];
        if (Type === undefined)
          throw new Error(`an array of the type ${JSON.stringify(dtype)} was announced`);
        const count = shape.reduce((product, extent) => product * extent, 1);
        const bytes = yield count * Type.BYTES_PER_ELEMENT;
        arrays.push({ name, shape, data: new Type(Uint8Array.from(bytes).buffer) });
      }
      yield { header, arrays };
    }
  }

  #take(count: number): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = all.length > count ? [all.subarray(count)] : [];
    this.#held -= count;
    return all.subarray(0, count);
  }
}

/** Whatever else arrives on the channel, such as text, would be read as an absurd length. */
const longestHeader = 2 ** 26;
