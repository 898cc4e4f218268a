/**
 * A name that fits into `room`, as `measure` measures. The middle is left out: the end of a layer's name
 * (`block3_conv2`) is what tells it from the next.
 */
export function ellipsis(name: string, room: number, measure: (text: string) => number): string {
  if (measure(name) <= room) return name;
  for (let kept = name.length - 1; kept > 1; kept--) {
    const tail = Math.floor(kept / 2);
    const shortened = `${name.slice(0, kept - tail)}…${name.slice(name.length - tail)}`;
    if (measure(shortened) <= room) return shortened;
  }
  return '…';
}
