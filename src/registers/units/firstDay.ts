/** The day from which the forms offer a new unit. */
import type { RoutesOptions } from '../stores.ts';

/**
 * Until the first round, the register is being filled with units that have long existed: they begin with those already
 * there, or with last year, so that their caseload of the past months can be entered. Later a new unit begins today.
 */
export async function firstDayOffered({ stores }: RoutesOptions, today: string): Promise<string> {
  if ((await stores.rounds.list()).length > 0) return today;
  const [first = `${Number(today.slice(0, 4)) - 1}-01-01`] = (await stores.units.list())
    .map(({ validFrom }) => validFrom)
    .toSorted();
  return first;
}
