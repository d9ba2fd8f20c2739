/**
 * What disclosure control protects: the answers of fewer than ten respondents. That they answered is no secret; the public
 * ledger lists every submission.
 */

/** Respondents from which on their answers may be published as an aggregate. */
export const MINIMUM_RESPONDENTS = 10;

/** Whether a cell has respondents, but too few to publish what they answered. */
export function isSmall(respondents: number): boolean {
  return respondents > 0 && respondents < MINIMUM_RESPONDENTS;
}
