/**
 * What can go wrong in ordinary use, worded so that the user can act on it. A Problem knows nothing of HTTP;
 * `access/web/problemHandler.ts` maps each kind to its status. An internal error is an assertion, never a Problem.
 */

/** A sentence for people, in every page language, and in every language where respondents meet it. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
  readonly [language: string]: string;
}

/**
 * - `malformed`: a request that our pages do not send
 * - `forbidden`: known, but not allowed
 * - `notFound`: it does not exist, or the user may not know that it exists
 * - `conflict`: it contradicts what is already stored
 * - `closed`: it existed, and its time is over
 * - `tooMany`: try again later
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
