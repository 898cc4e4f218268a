/**
 * The state of everything that can be reached from an object, to be put back in place: references, numbers, lengths
 * of arrays, and no property more than there was. Functions and what their closures hold are left as they are.
 */
export class Snapshot {
  readonly #objects: { object: object; properties: Map<PropertyKey, unknown>; length: number | undefined }[] =
    [];
  readonly #numbers: { array: Float64Array; kept: Float64Array }[] = [];
  readonly #collections: { collection: Map<unknown, unknown> | Set<unknown>; kept: unknown[] }[] = [];

  constructor(root: unknown) {
    this.#keep(root, new Set());
  }

  restore(): void {
    for (const { array, kept } of this.#numbers) array.set(kept);
    for (const { collection, kept } of this.#collections) {
      collection.clear();
      for (const entry of kept) {
        if (collection instanceof Set) collection.add(entry);
        else collection.set(...(entry as [unknown, unknown]));
      }
    }
    for (const { object, properties, length } of this.#objects) {
      if (length !== undefined) (object as unknown[]).length = length;
      for (const key of Reflect.ownKeys(object)) {
        if (key !== 'length' && !properties.has(key)) Reflect.deleteProperty(object, key);
      }
      for (const [key, value] of properties) {
        if (!Object.is(Reflect.get(object, key), value)) Reflect.set(object, key, value);
      }
    }
  }

  #keep(value: unknown, seen: Set<unknown>): void {
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    if (ArrayBuffer.isView(value)) {
      const array = value as Float64Array;
      this.#numbers.push({ array, kept: array.slice() });
      return;
    }
    if (value instanceof Map || value instanceof Set) {
      this.#collections.push({ collection: value, kept: [...value] });
      for (const entry of value) this.#keep(entry, seen);
    }
    const properties = new Map<PropertyKey, unknown>();
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
      if ('value' in descriptor && descriptor.writable && key !== 'length')
        properties.set(key, descriptor.value);
    }
    this.#objects.push({
      object: value,
      properties,
      length: Array.isArray(value) ? value.length : undefined,
    });
    for (const inner of properties.values()) this.#keep(inner, seen);
  }
}
