import type { Creation, CreationAnswers, CreationOption, CreationQuestion } from '../protocol/creation.ts';

/** The making of a config: yields what has to be decided, and is given the value of the option to take. */
export type Creating = AsyncGenerator<CreationQuestion, Creation, string>;

/**
 * Makes a config with the answers that there are. At the first question without one it stops and asks; or, where
 * nobody can be asked, takes the first option and says what else there is.
 */
export async function settle(creating: Creating, answers: CreationAnswers, asks: boolean): Promise<Creation> {
  const remarks: string[] = [];
  let step = await creating.next();
  while (!step.done) {
    const question = step.value;
    const { id, options } = question;
    const answered = options.find(({ value }) => value === answers[id]);
    if (answered === undefined && asks) {
      const asked: Creation = { kind: 'question', question };
      await creating.return(asked);
      return asked;
    }
    const taken = answered ?? (options[0] as CreationOption);
    if (answered === undefined) remarks.push(...alternatives(taken, options));
    step = await creating.next(taken.value);
  }
  const { value } = step;
  return value.kind === 'config' ? { ...value, remarks: [...value.remarks, ...remarks] } : value;
}

/** What else there is that a line of the config would choose. */
function alternatives(taken: CreationOption, options: readonly CreationOption[]): string[] {
  const others = options
    .filter(({ value, line }) => value !== taken.value && line !== '')
    .map(({ label, detail, line }) => `${label} (${detail}): ${line}`);
  if (others.length === 0) return [];
  return [`${taken.label} was taken. There ${others.length === 1 ? 'is' : 'are'} also ${others.join('; ')}.`];
}
