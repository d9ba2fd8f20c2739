/**
 * Fencing: each document that a leader changes stores the term of its last change, and the same write refuses an older
 * term. Where documents are only added, a unique key that follows from the work itself (the id of an entry, the size of
 * a tree) has the same effect.
 */
import type { Term } from './candidate.ts';

/** To be spread into the filter of a leader's write: matches nothing that a later leader has changed. */
export function fencedBy(term: Pick<Term, 'number'>) {
  return { term: { $not: { $gt: term.number } } };
}

/** To be spread into the `$set` of the same write. */
export function markedBy(term: Pick<Term, 'number'>) {
  return { term: term.number };
}
