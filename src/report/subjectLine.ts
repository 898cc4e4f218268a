import type { SubjectDescription } from '../protocol/report.ts';

/** Whose gradient was checked. `remedy` stands where a green result would say nothing about the user's code. */
export interface SubjectLine {
  readonly text: string;
  readonly remedy: { readonly before: string; readonly code: string; readonly after: string } | null;
}

export function subjectLine(subject: SubjectDescription, config: string, running: boolean): SubjectLine {
  const checked = running ? 'is being checked' : 'was checked';
  switch (subject.kind) {
    case 'reference':
      return {
        text: `The reference network’s own backward pass ${checked}, not your code.`,
        remedy: {
          before: 'To check yours, add',
          code: '"code": { "python": "nn.py" }',
          after: `to ${config}.`,
        },
      };
    case 'recorded':
      return { text: `The gradient recorded in ${subject.file ?? 'a file'} ${checked}.`, remedy: null };
    case 'python':
    case 'javascript':
    case 'command':
      return { text: `The backward pass in ${subject.file ?? 'your code'} ${checked}.`, remedy: null };
  }
}
