/** How many of those who could have answered did: people behind a figure against transactions. */
import { responseShare } from './fieldProgress.ts';
import { percentRounded, type Decimal } from '../estimation/rounding.ts';

/** Volumes of the units of a round, as this arithmetic needs them. */
export interface KnownVolumes {
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
  /** A fault of the volumes, or of who counts as having had a transaction. */
  | { readonly state: 'moreAnswersThanTransactions'; readonly people: number; readonly transactions: number }
  /** Some units with answers have no volumes for some months. */
  | { readonly state: 'incomplete'; readonly unitIds: readonly string[] };

const decimals = 1;

/**
 * @param people behind the figure of the unit, as it is shown; answers of hidden ones have no rate
 * @param unitIds the unit and all below it
 * @param answering those of them that answers were given for
 * @returns undefined where no volumes are known at all
 */
export function responseRate(
  people: number,
  unitIds: readonly string[],
  answering: readonly string[],
  volumes: KnownVolumes,
): ResponseRate | undefined {
  const known = unitIds.map((id) => volumes.transactionsOf(id)).filter((count) => count !== undefined);
  if (known.length === 0) return undefined;
  const missing = answering.filter((id) => !volumes.isComplete(id));
  if (missing.length > 0) return { state: 'incomplete', unitIds: missing };
  const transactions = known.reduce((sum, count) => sum + count, 0);
  const share = responseShare(people, transactions);
  if (share === 'moreAnswersThanTransactions') return { state: share, people, transactions };
  if (share === undefined) return undefined;
  return { state: 'rate', people, transactions, percent: percentRounded(people, transactions, decimals) };
}
