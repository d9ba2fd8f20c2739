/** The caseload in the period of a round, with which the responses of its units are compared. */
import type { ImportBatchStore } from '../../registers/datasets/store.ts';
import { roundState, type Round } from './round.ts';
import { remember } from '../../platform/storage/remember.ts';
import { monthsBetween, type Caseload } from '../../registers/caseloads/caseload.ts';
import { currentCaseloads } from '../../registers/caseloads/currentCaseloads.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface RoundCaseloads {
  readonly lines: readonly Caseload[];
  /** Months that the round touches, up to now. */
  readonly months: readonly string[];
  /** Of a unit, excluding subunits; undefined if nothing is known. */
  transactionsOf(unitId: string): number | undefined;
  /** Whether there is a line of the unit for every month that has ended. */
  isComplete(unitId: string): boolean;
}

/** Reads the dataset again only when a batch was added. */
export function roundCaseloadsReader(
  importBatches: Pick<ImportBatchStore, 'list' | 'lastNumber'>,
  now: () => Date,
) {
  const caseloadsOf = remember(async (key) => {
    const [, from = '', to = ''] = key.split(' ');
    return (await currentCaseloads(importBatches, monthsBetween(from, to))).lines;
  }, 60_000);

  return async (round: Round): Promise<RoundCaseloads> => {
    const isOpen = roundState(round, now()) === 'open';
    const [from, to] = [dayOf(round.opensAt), dayOf(isOpen ? now() : new Date(round.closesAt.getTime() - 1))];
    const lines = await caseloadsOf(`${await importBatches.lastNumber('caseloads')} ${from} ${to}`);
    return roundCaseloads(lines, monthsBetween(from, to), dayOf(now()).slice(0, 7));
  };
}

export type RoundCaseloadsReader = ReturnType<typeof roundCaseloadsReader>;

export function roundCaseloads(
  lines: readonly Caseload[],
  months: readonly string[],
  thisMonth: string,
): RoundCaseloads {
  const byUnit = new Map<string, { transactions: number; readonly months: Set<string> }>();
  for (const { unitId, month, transactions } of lines) {
    const known = byUnit.get(unitId) ?? { transactions: 0, months: new Set() };
    known.transactions += transactions;
    known.months.add(month);
    byUnit.set(unitId, known);
  }
  const needed = months.filter((month) => month < thisMonth);
  return {
    lines,
    months,
    transactionsOf: (unitId) => byUnit.get(unitId)?.transactions,
    isComplete: (unitId) => needed.every((month) => byUnit.get(unitId)?.months.has(month)),
  };
}
