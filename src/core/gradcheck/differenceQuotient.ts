/** How a numerical derivative is taken: two-sided or right-hand, with a fixed step ε. */
export interface DifferenceStep {
  readonly method: 'central' | 'forward';
  readonly epsilon: number;
}

/**
 * The numerical derivative of a cost in one parameter:
 * central (J(θ + ε) − J(θ − ε)) / 2ε, forward (J(θ + ε) − J(θ)) / ε.
 *
 * @param costAt J as a function of that parameter alone
 */
export function differenceQuotient(
  costAt: (value: number) => number,
  theta: number,
  { method, epsilon }: DifferenceStep,
): number {
  const right = costAt(theta + epsilon);
  if (method === 'forward') return (right - costAt(theta)) / epsilon;
  return (right - costAt(theta - epsilon)) / (2 * epsilon);
}
