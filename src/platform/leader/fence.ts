/**
 * The fence: what a leader changes keeps the term of the leader who changed it last, in the same document, and the
 * same write that changes it refuses an older term. Where documents are only added, a unique key that the work itself
 * gives (the id of an entry, the size of a tree) does the same.
 */
import type { Term } from './candidate.ts';

/** To be spread into the filter of a leader's write: matches nothing that a later leader has touched. */
export function fencedBy(term: Pick<Term, 'number'>) {
  return { term: { $not: { $gt: term.number } } };
}

/** To be spread into the `$set` of the same write. */
export function markedBy(term: Pick<Term, 'number'>) {
  return { term: term.number };
}
