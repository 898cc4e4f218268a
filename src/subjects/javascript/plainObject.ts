/** An object that was written out or made without a prototype: a dictionary, and no object of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    value !== null &&
    typeof value === 'object' &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value))
  );
}
