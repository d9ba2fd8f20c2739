/** One code, one submission: also with concurrent, repeated and interrupted requests. */
import type { SubmissionStore } from '../submissions/store.ts';
import type { CodeStore, CodeUse } from './store.ts';

/** The code does not open this form: it was not made for this access point, or another submission has used it. */
export class CodeRefused extends Error {
  readonly why: 'unknown' | 'taken';

  constructor(why: 'unknown' | 'taken') {
    super(`the code is ${why}`);
    this.why = why;
  }
}

/**
 * A store of submissions that accepts one submission for this code only. Steps, each of which may be the last: look
 * the id up; reserve the code; insert. A repeated request continues where the first one stopped. The reservation
 * stays: it is under the hash of a number that only the person's form has, so it reveals nothing, and removing it
 * would be one more traceable write.
 */
export function submissionsForCode(
  submissions: SubmissionStore,
  codes: CodeStore,
  use: CodeUse,
): SubmissionStore {
  return {
    ...submissions,
    /** @throws CodeRefused; nothing is stored then */
    async add(submission) {
      if (!(await submissions.find(submission.id))) {
        const outcome = await codes.reserve(use);
        if (outcome !== 'reserved') throw new CodeRefused(outcome);
      }
      return await submissions.add(submission); // false if it already existed
    },
  };
}
