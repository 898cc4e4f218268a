import { RandomState } from '../../core/random.ts';

let stream = new RandomState(1);
let drawn = 0;

/** From now on `Math.random` gives the same numbers in every process that is opened the same way. */
export function pinRandom(seed: number): void {
  stream = new RandomState(seed);
  Math.random = () => {
    drawn++;
    return stream.double();
  };
}

/** How many numbers have been drawn. */
export function drawnSoFar(): number {
  return drawn;
}
