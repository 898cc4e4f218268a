import { Problem } from '../core/problem.ts';

/** What comes of it, or why nothing does: not all that is tried in a folder has to work. */
export async function orProblem<Result>(attempt: Promise<Result>): Promise<Result | Problem> {
  try {
    return await attempt;
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
}
