// What the truth scripts share: central differences of a cost by numbers that it reads, and what they say.

const step = 1e-5;

/** Every way to a number in nested arrays: the array that holds it and its index. */
function* places(array) {
  for (let i = 0; i < array.length; i++) {
    if (typeof array[i] === 'number') yield [array, i];
    else yield* places(array[i]);
  }
}

/** The derivative of cost() by every number of a nested array, in order. */
export function slopes(cost, array) {
  return [...places(array)].map(([holder, i]) => {
    const middle = holder[i];
    const [above, below] = [step, -step].map((offset) => {
      holder[i] = middle + offset;
      return cost();
    });
    holder[i] = middle;
    return (above - below) / (2 * step);
  });
}

/** pass where each gradient of the claims, [array, gradient], is what differences of the cost say. */
export function verdict(cost, claims) {
  const isRight = claims.every(([array, gradient]) => {
    const measured = slopes(cost, array);
    const claimed = Array.from(gradient).flat(9);
    if (claimed.length !== measured.length) return false;
    const apart = Math.hypot(...claimed.map((value, k) => value - measured[k]));
    return apart <= 1e-6 * (Math.hypot(...claimed) + Math.hypot(...measured));
  });
  return isRight ? 'pass' : 'fail';
}

/** Numbers between −1 and 1 that look like no pattern, nested to that shape. */
export function numbers(shape, seed = 1) {
  let state = seed;
  const fill = ([extent, ...inner]) =>
    Array.from({ length: extent }, () => {
      if (inner.length > 0) return fill(inner);
      state = (state * 16807 + 12345) % 2147483647;
      return (2 * state) / 2147483647 - 1;
    });
  return fill(shape);
}

/** Σ a · b of two nested arrays. */
export function inner(a, b) {
  const other = Array.from(b).flat(9);
  return Array.from(a)
    .flat(9)
    .reduce((sum, value, k) => sum + value * other[k], 0);
}

export function say(rows) {
  console.log(JSON.stringify({ rows }));
}
