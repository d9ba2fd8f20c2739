/**
 * Caseload: how many transactions a unit finished in a month, by service and way of filing. Response counts are
 * compared with it. The offices report it themselves; it is part of no index.
 */
export const filings = ['counter', 'online', 'post'] as const;
/** How applications arrived: at the counter, online, or by public postal service. */
export type Filing = (typeof filings)[number];

export interface Caseload {
  readonly unitId: string;
  /** Undefined: all services of the unit together. */
  readonly serviceId?: string | undefined;
  /** `YYYY-MM` */
  readonly month: string;
  readonly filing: Filing;
  readonly transactions: number;
  /** Of these, finished in time and too late; undefined if not reported. */
  readonly onTime?: number | undefined;
  readonly overdue?: number | undefined;
  /** Of these, with a result that was returned by public postal service; undefined if not reported. */
  readonly returnedByPost?: number | undefined;
}

export function caseloadKey({ unitId, serviceId = '', month, filing }: Caseload): string {
  return [unitId, serviceId, month, filing].join(' ');
}

/** Months that a period touches, `YYYY-MM`; days as `YYYY-MM-DD`, the last one included. */
export function monthsBetween(fromDay: string, toDay: string): readonly string[] {
  const months: string[] = [];
  let [year, month] = fromDay.split('-').map(Number) as [number, number];
  for (let text = monthText(year, month); text <= toDay.slice(0, 7); text = monthText(year, month)) {
    months.push(text);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

export function monthsOf(year: string | number): readonly string[] {
  return monthsBetween(`${year}-01`, `${year}-12`);
}

function monthText(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
