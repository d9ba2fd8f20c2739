/**
 * The share of a unit's files that came by the public postal service (dịch vụ bưu chính công ích), and of results
 * returned by it. It comes from caseloads that offices report; it is not a survey and enters no index.
 */
import { differenceOfDecimals, percentRounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import type { Caseload } from '../../registers/caseloads/caseload.ts';

/** Whole numbers that add up over units and months. */
export interface PostalCounts {
  readonly transactions: number;
  /** Of these, files that came by the public postal service. */
  readonly received: number;
  /** Of these, files on lines that state how many results were returned by the public postal service. */
  readonly told: number;
  readonly returned: number;
}

const NO_COUNTS: PostalCounts = { transactions: 0, received: 0, told: 0, returned: 0 };

export function countsOf({ transactions, filing, returnedByPost }: Caseload): PostalCounts {
  return {
    transactions,
    received: filing === 'post' ? transactions : 0,
    told: returnedByPost === undefined ? 0 : transactions,
    returned: returnedByPost ?? 0,
  };
}

export function sumOfCounts(parts: readonly PostalCounts[]): PostalCounts {
  return parts.reduce(
    (sum, part) => ({
      transactions: sum.transactions + part.transactions,
      received: sum.received + part.received,
      told: sum.told + part.told,
      returned: sum.returned + part.returned,
    }),
    NO_COUNTS,
  );
}

export const ways = ['received', 'returned'] as const;
export type Way = (typeof ways)[number];

const decimals = 2;

/**
 *     received/transactions,   returned/told
 *
 * @returns percent; undefined where there were no files, or no line states how many were returned
 */
export function sharePercent(counts: PostalCounts, way: Way): Decimal | undefined {
  const of = way === 'received' ? counts.transactions : counts.told;
  return of === 0 ? undefined : percentRounded(counts[way], of, decimals);
}

/** Percentage points between two shares as shown; every file is counted, so there is no sampling error. */
export function changePoints(later: Decimal | undefined, earlier: Decimal | undefined): Decimal | undefined {
  return later && earlier ? differenceOfDecimals(later, earlier) : undefined;
}

/** Targets of a unit in a year, in hundredths of a percent; undefined: no target. */
export interface PostalTarget {
  /** Unit and year. */
  readonly id: string;
  readonly received?: number | undefined;
  readonly returned?: number | undefined;
}

export function targetId(unitId: string, year: string): string {
  return `${unitId} ${year}`;
}

/** Months of a year with caseloads, `YYYY-MM`; a year is compared with the same months of the year before. */
export function monthsOfYear(lines: readonly Caseload[], year: string): readonly string[] {
  const months = lines.map(({ month }) => month).filter((month) => month.startsWith(`${year}-`));
  return [...new Set(months)].toSorted();
}
