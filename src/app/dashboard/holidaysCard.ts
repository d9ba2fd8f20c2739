/** Coming holidays that nobody has checked against the announcement. */
import type { Caller } from '../../access/accounts/caller.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Card, DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function holidaysCard(
  caller: Caller,
  { stores, now }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.may('keepHolidays', undefined)) return undefined;
  const t = dashboardTexts[caller.account.language].holidays;
  const today = dayOf(now);
  const lines = (await stores.holidays.list()).flatMap(({ year, holidays }) => {
    const open = holidays.filter(({ isConfirmed, lastOn }) => !isConfirmed && lastOn >= today).length;
    return open > 0 ? [{ text: t.line({ year, count: open }), url: `/staff/holidays/${year}` }] : [];
  });
  return { title: t.title, lines, empty: t.empty };
}
