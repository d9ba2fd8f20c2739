/**
 * Disclosure control protects the answers of fewer than ten respondents. That they responded is public: the public ledger
 * lists every submission.
 */

/** The fewest respondents whose answers may be published as an aggregate. */
export const MINIMUM_RESPONDENTS = 10;

/** Whether a cell has respondents, but too few to publish what they answered. */
export function isSmall(respondents: number): boolean {
  return respondents > 0 && respondents < MINIMUM_RESPONDENTS;
}
