/**
 * What can go wrong in ordinary use, said so that the person can act on it. A Problem knows nothing of HTTP;
 * `access/web/problemHandler.ts` gives each kind its status. A fault of the program itself is an assertion, never a Problem.
 */

/** A sentence for people, in every page language. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/**
 * - `malformed`: the request is not one that our pages send
 * - `forbidden`: known, but not allowed
 * - `notFound`: there is no such thing, or its existence is not yours to know
 * - `conflict`: it contradicts what is already stored
 * - `closed`: it was there, and its time is over
 * - `tooMany`: come back later
 */
export type ProblemKind = 'malformed' | 'forbidden' | 'notFound' | 'conflict' | 'closed' | 'tooMany';

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly sentence: Sentence;

  constructor(kind: ProblemKind, sentence: Sentence) {
    super(sentence.en);
    this.name = 'Problem';
    this.kind = kind;
    this.sentence = sentence;
  }
}
