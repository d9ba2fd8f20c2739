/** Response rates: respondents behind a figure, as a share of transactions. */
import { responseShare } from './fieldProgress.ts';
import { percentRounded, type Decimal } from '../estimation/rounding.ts';

/** The caseload of the units of a round, as far as needed here. */
export interface KnownCaseloads {
  transactionsOf(unitId: string): number | undefined;
  isComplete(unitId: string): boolean;
}

export type ResponseRate =
  | {
      readonly state: 'rate';
      readonly people: number;
      readonly transactions: number;
      readonly percent: Decimal;
    }
  /** An error in the caseload, or in the definition of who had a transaction. */
  | { readonly state: 'moreAnswersThanTransactions'; readonly people: number; readonly transactions: number }
  /** Some units with answers lack the caseload of some months. */
  | { readonly state: 'incomplete'; readonly unitIds: readonly string[] };

const decimals = 1;

/**
 * @param people respondents behind the unit's figure, as shown; suppressed figures have no rate
 * @param unitIds the unit and all its subunits
 * @param answering those of them with responses
 * @returns undefined if no caseload is known
 */
export function responseRate(
  people: number,
  unitIds: readonly string[],
  answering: readonly string[],
  caseloads: KnownCaseloads,
): ResponseRate | undefined {
  const known = unitIds.map((id) => caseloads.transactionsOf(id)).filter((count) => count !== undefined);
  if (known.length === 0) return undefined;
  const missing = answering.filter((id) => !caseloads.isComplete(id));
  if (missing.length > 0) return { state: 'incomplete', unitIds: missing };
  const transactions = known.reduce((sum, count) => sum + count, 0);
  const share = responseShare(people, transactions);
  if (share === 'moreAnswersThanTransactions') return { state: share, people, transactions };
  if (share === undefined) return undefined;
  return { state: 'rate', people, transactions, percent: percentRounded(people, transactions, decimals) };
}
