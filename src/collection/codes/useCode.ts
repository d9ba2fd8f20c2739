/** One code, one submission: whatever is sent at once, again, or cut off in the middle. */
import type { SubmissionStore } from '../submissions/store.ts';
import type { CodeStore, CodeUse } from './store.ts';

/** The code does not open this form: nobody made it for this access point, or another form has it. */
export class CodeRefused extends Error {
  readonly why: 'unknown' | 'taken';

  constructor(why: 'unknown' | 'taken') {
    super(`the code is ${why}`);
    this.why = why;
  }
}

/**
 * A store of submissions that takes one for this code only. In this order, each step safe to be the last: look the id up;
 * reserve the code for the form; insert. Sending the form again goes on where it was cut off. The reservation stays: under a
 * number that only the person's form has it is as good as forgotten, and another write would be another trace.
 */
export function submissionsForCode(
  submissions: SubmissionStore,
  codes: CodeStore,
  use: CodeUse,
): SubmissionStore {
  return {
    ...submissions,
    /** @throws CodeRefused; nothing is then stored */
    async add(submission) {
      if (!(await submissions.find(submission.id))) {
        const outcome = await codes.reserve(use);
        if (outcome !== 'reserved') throw new CodeRefused(outcome);
      }
      return await submissions.add(submission); // false where it was there before
    },
  };
}
